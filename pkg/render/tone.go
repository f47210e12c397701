package render

// Terminal colours of the tones, of the eight that every theme makes legible
// on its own background. Blue and red differ for colour-blind readers too.
var toneColors = map[Tone]string{
	ToneTop:       "\x1b[1;34m",
	TonePoor:      "\x1b[31m",
	ToneUncertain: "\x1b[2m",
}

const (
	boldColor  = "\x1b[1m"
	resetColor = "\x1b[0m"
)

func (t *textWriter) tint(s string, c Cell) string {
	color := toneColors[c.Tone]
	if !t.o.Color || color == "" || s == "" {
		return s
	}
	return color + s + resetColor
}

func (t *textWriter) bold(s string) string {
	if !t.o.Color || s == "" {
		return s
	}
	return boldColor + s + resetColor
}
