package crm

import "strconv"

// Amount is a number in 1/10,000 of its unit, so that sums of money are exact
// and do not depend on their order.
type Amount int64

// AmountUnit is one whole unit.
const AmountUnit Amount = 10_000

// Float gives the amount in units.
func (a Amount) Float() float64 { return float64(a) / float64(AmountUnit) }

// String spells the amount with a decimal point and no grouping: "1234.5".
func (a Amount) String() string {
	b := make([]byte, 0, 24)
	u := uint64(a)
	if a < 0 {
		b = append(b, '-')
		u = -u
	}
	b = strconv.AppendUint(b, u/uint64(AmountUnit), 10)
	frac := u % uint64(AmountUnit)
	if frac == 0 {
		return string(b)
	}
	b = append(b, '.', byte('0'+frac/1000), byte('0'+frac/100%10), byte('0'+frac/10%10), byte('0'+frac%10))
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return string(b)
}

// Add sums two amounts; ok is false when the sum overflows.
func (a Amount) Add(b Amount) (sum Amount, ok bool) {
	s := a + b
	return s, (b >= 0) == (s >= a)
}
