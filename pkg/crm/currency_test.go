package crm

import "testing"

func TestASignFitsTheCurrenciesThatItMayStandFor(t *testing.T) {
	for _, x := range []struct {
		sign, currency string
		want           bool
	}{
		{"€", "EUR", true}, {"€", "Euro", true}, {"EUR", "EUR - Euro", true}, {"€", "USD", false}, {"$", "EUR", false},
		{"$", "CAD", true}, {"US$", "CAD", false}, {"USD", "$", true}, {"¥", "CNY", true}, {"¥", "KRW", false}, {"kr", "SEK", true},
		{"kr", "EUR", false}, {"£", "EGP", true}, {"Rs.", "PKR", true}, {"€", "points", true}, {"?", "EUR", true},
	} {
		if got := SignFits(x.sign, x.currency); got != x.want {
			t.Errorf("%q beside %q: %v", x.sign, x.currency, got)
		}
	}
}
