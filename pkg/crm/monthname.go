package crm

import "unicode/utf8"

// monthNames holds month names and their abbreviations in English, German,
// French, Spanish, Portuguese, Italian and Dutch, folded; 0 marks the words
// that may stand in a written date without meaning a month.
var monthNames = buildMonthNames()

var monthLists = [13]string{
	"monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun " +
		"montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so " +
		"lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim " +
		"lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom " +
		"segunda terca quarta quinta sexta feira seg ter qua qui sex " +
		"lunedi martedi mercoledi giovedi venerdi domenica gio of the de del der den le el",
	"january jan januar janner jaenner janvier janv enero ene janeiro gennaio gen januari",
	"february feb februar fevrier fevr fev febrero fevereiro febbraio febr februari",
	"march mar marz mrz maerz mars marzo marco maart mrt",
	"april apr avril avr abril abr aprile",
	"may mai mayo maio maggio mag mei",
	"june jun juni juin junio junho giugno giu",
	"july jul juli juillet juil julio julho luglio lug",
	"august aug aout agosto ago ago augustus",
	"september sep sept septembre septiembre setiembre set setembro settembre",
	"october oct oktober okt octobre octubre outubro out ottobre ott",
	"november nov novembre noviembre novembro",
	"december dec dezember dez decembre diciembre dic dezembro dicembre", //nolint:misspell // one is French
}

func buildMonthNames() map[string]int8 {
	names := map[string]int8{}
	for m, list := range monthLists {
		start := 0
		for i := 0; i <= len(list); i++ {
			if i == len(list) || list[i] == ' ' {
				names[list[start:i]] = int8(m)
				start = i + 1
			}
		}
	}
	return names
}

// foldedWord is a short word without case and accents, kept off the heap.
type foldedWord struct {
	b [16]byte
	n int
}

// readWord takes the letters at the start of c. A word of other scripts or of
// more than 16 letters is not ok.
func readWord(c []byte) (w foldedWord, rest []byte, ok bool) {
	i := 0
	for i < len(c) {
		r, n := utf8.DecodeRune(c[i:])
		b, letter := foldLetter(r)
		if !letter {
			break
		}
		if b == 0 || w.n == len(w.b) {
			return w, c, false
		}
		w.b[w.n] = b
		w.n++
		i += n
	}
	return w, c[i:], w.n > 0
}

func (w *foldedWord) month() (m int8, ok bool) {
	m, ok = monthNames[string(w.b[:w.n])]
	return m, ok
}

// foldLetter gives the plain letter of a Western European one; 0 for letters
// that occur in no month name.
func foldLetter(r rune) (b byte, letter bool) {
	switch {
	case r >= 'a' && r <= 'z':
		return byte(r), true
	case r >= 'A' && r <= 'Z':
		return byte(r) + 32, true
	}
	switch r {
	case 'ä', 'Ä', 'á', 'Á', 'à', 'À', 'ã', 'Ã':
		return 'a', true
	case 'é', 'É', 'è', 'È', 'ê', 'Ê', 'ë', 'Ë':
		return 'e', true
	case 'û', 'Û', 'ü', 'Ü', 'ú', 'Ú':
		return 'u', true
	case 'ç', 'Ç':
		return 'c', true
	case 'ì', 'Ì', 'í', 'Í':
		return 'i', true
	}
	return 0, r > 0x2af // other letters end the word as unknown; signs below are separators
}
