package demo

// companiesPerRep is the number of accounts that each rep visits.
const companiesPerRep = 120

var families = []string{
	"Adler", "Albrecht", "Arnaud", "Bachmann", "Bellini", "Berger", "Blanc", "Brandt", "Brauer", "Calvo",
	"Carlsen", "Conti", "Costa", "Dahl", "Delgado", "Dietrich", "Dubois", "Eklund", "Engel", "Fabbri",
	"Falk", "Ferrer", "Fischer", "Fontana", "Franke", "Galli", "Garnier", "Gomes", "Greco", "Haas",
	"Hansen", "Hartmann", "Heller", "Iglesias", "Jansen", "Kaiser", "Keller", "Klein", "Kovač", "Kruse",
	"Lambert", "Lang", "Leclerc", "Lindner", "Lopes", "Lorenz", "Marchetti", "Marín", "Moreau", "Moser",
	"Navarro", "Neumann", "Nielsen", "Olsen", "Ortiz", "Pellegrini", "Pereira", "Petit", "Pohl", "Ramos",
	"Richter", "Rivera", "Roth", "Santoro", "Sauer", "Schilling", "Serrano", "Silva", "Sommer", "Steiner",
	"Strand", "Tavares", "Thoma", "Vidal", "Vogel", "Wagner", "Weber", "Winkler", "Zanetti", "Ziegler",
}

var trades = []string{
	"Pumps", "Valves", "Foods", "Paper", "Glass", "Plastics", "Steel", "Textiles", "Tools", "Packaging",
	"Chemicals", "Dairy", "Bakery", "Timber", "Ceramics", "Castings", "Printing", "Coatings", "Bearings",
	"Logistics", "Farms", "Brewery",
}

// companyName names a rep's company; every name is used once in the whole team.
func companyName(rep, company int) string {
	n := rep*companiesPerRep + company
	if rep < 0 {
		n = len(cast)*companiesPerRep + company
	}
	return families[n%len(families)] + " " + trades[n/len(families)%len(trades)]
}

// regionOf is where a company lies; rep -1 is nobody's territory.
func regionOf(rep, company int) string {
	if rep < 0 {
		return ""
	}
	return teams[cast[rep].team].regions[company%2]
}

// ownerName is empty where there is no owner.
func ownerName(rep int) string {
	if rep < 0 {
		return ""
	}
	return cast[rep].name
}
