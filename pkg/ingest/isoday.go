package ingest

import (
	"encoding/binary"
	"math"
	"sync"

	"github.com/salescoach/salescoach/pkg/calendar"
)

// Most exports write 2024-12-31, 2024-12-31 09:30 or 2024-12-31 09:30:00, and
// days are much of what a row costs. isoDays reads these three, eight bytes at
// a time; everything else is left to package crm, which reads these the same.

// isoMonth is a month of 1900 to 2199: its first day and its length.
type isoMonth struct {
	first calendar.Day
	days  uint8
}

var isoMonths = sync.OnceValue(func() *[3600]isoMonth {
	var all [3600]isoMonth
	for i := range all {
		first := monthStart(1900+i/12, i%12+1)
		all[i] = isoMonth{first, uint8(monthStart(1900+i/12, i%12+2) - first)}
	}
	return &all
})

// The bytes of 0000-00- and of "00 00:00", and what must be added to the
// differences from them so that a byte above 9, or above 0 for a mark, shows
// in its highest bit.
const (
	isoDate      = 0x2d30302d30303030
	isoDateLimit = 0x7f76767f76767676
	isoTime      = 0x30303a3030203030
	isoTimeLimit = 0x76767f76767f7676
	highBits     = 0x8080808080808080
	isoMark      = 'T' ^ ' ' // between day and time
)

// isoDays reads the days of a column's cells and gives the least of them; badDay
// stands for any other spelling and for no day. No call is in the loop, so that
// all that it needs stays in registers.
func isoDays(s *strip, months *[3600]isoMonth, into []calendar.Day) (least calendar.Day) {
	text, spans := s.text, s.spans
	least = math.MaxInt32
	for row := range into {
		day, n := badDay, spans[row].Size
		if c := text[spans[row].From:]; (n == 10 || n == 16 || n == 19) && len(c) >= 19 {
			d, t := binary.LittleEndian.Uint64(c)^isoDate, binary.LittleEndian.Uint64(c[8:])^isoTime
			if n == 10 {
				t &= 0xffff
			}
			if t>>16&0xff == isoMark {
				t &^= 0xff << 16
			}
			wrong := d | (d + isoDateLimit) | t | (t + isoTimeLimit)
			// In each byte, ten times the digit plus the next.
			d, t = d*10+d>>8, t*10+t>>8
			month, inMonth := uint(d>>40&0xff)-1, uint(t&0xff)-1
			at := (uint(d&0xff)*100+uint(d>>16&0xff)-1900)*12 + month
			timed := t>>24&0xff <= 23 && t>>48&0xff <= 59 && (n < 19 || c[16] == ':' && c[17]-'0' <= 5 && c[18]-'0' <= 9)
			if wrong&highBits == 0 && month <= 11 && at < uint(len(months)) && timed && inMonth < uint(months[at].days) {
				day = months[at].first + calendar.Day(inMonth)
			}
		} else if n == 0 {
			day = noDay
		}
		into[row], least = day, min(least, day)
	}
	return least
}
