package crm

import "strings"

// currencyToken reads a sign or code beside a number.
func currencyToken(t []byte) (code string, ok bool) {
	switch string(t) {
	case "$":
		return "$", true
	case "€":
		return "EUR", true
	case "£":
		return "GBP", true
	case "¥", "￥":
		return "¥", true
	case "US$", "$US":
		return "USD", true
	case "R$":
		return "BRL", true
	case "A$", "AU$":
		return "AUD", true
	case "C$", "CA$", "Can$":
		return "CAD", true
	case "NZ$":
		return "NZD", true
	case "HK$":
		return "HKD", true
	case "S$":
		return "SGD", true
	case "MX$", "Mex$":
		return "MXN", true
	case "₹", "Rs", "Rs.":
		return "INR", true
	}
	return localCurrency(t)
}

func localCurrency(t []byte) (code string, ok bool) {
	switch string(t) {
	case "zł", "zl":
		return "PLN", true
	case "Kč":
		return "CZK", true
	case "Ft":
		return "HUF", true
	case "kr", "kr.":
		return "kr", true // Danish, Norwegian or Swedish
	case "Fr.", "SFr.", "Fr":
		return "CHF", true
	case "₽":
		return "RUB", true
	case "₺":
		return "TRY", true
	case "₴":
		return "UAH", true
	case "₩":
		return "KRW", true
	case "₪":
		return "ILS", true
	case "S/", "S/.":
		return "PEN", true
	case "₫":
		return "VND", true
	case "₱":
		return "PHP", true
	case "฿":
		return "THB", true
	case "₦":
		return "NGN", true
	}
	return isoCurrency(t)
}

const isoCodes = "AED ARS AUD BGN BHD BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DOP EGP EUR GBP GHS GTQ HKD HNL HRK HUF IDR ILS INR ISK JPY KES KRW KWD LKR MAD MXN MYR NGN NIO NOK NZD OMR PAB PEN PHP PKR PLN PYG QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VES VND ZAR"

// isoCurrency finds a three-letter code, in any case.
func isoCurrency(t []byte) (code string, ok bool) {
	if len(t) != 3 {
		return "", false
	}
	for i := 0; i < len(isoCodes); i += 4 {
		c := isoCodes[i : i+3]
		if t[0]&^0x20 == c[0] && t[1]&^0x20 == c[1] && t[2]&^0x20 == c[2] {
			return c, true
		}
	}
	return "", false
}

var currencyNames = map[string]string{
	"us dollar": "USD", "u s dollar": "USD", "united states dollar": "USD", "dollar": "$", "dollars": "$",
	"euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "pound sterling": "GBP", "british pound": "GBP",
	"swiss franc": "CHF", "yen": "JPY", "japanese yen": "JPY", "canadian dollar": "CAD", "australian dollar": "AUD",
	"mexican peso": "MXN", "peso mexicano": "MXN", "colombian peso": "COP", "peso colombiano": "COP",
	"brazilian real": "BRL", "real": "BRL", "indian rupee": "INR", "rupee": "INR", "peruvian sol": "PEN", "sol": "PEN",
	"danish krone": "DKK", "norwegian krone": "NOK", "swedish krona": "SEK", "polish zloty": "PLN", "us dollars": "USD",
}

// Currency gives the ISO code for a cell of a currency column: a code
// ("eur"), a sign ("€"), an English name ("US Dollar") or several of these
// ("EUR - Euro"). A sign that several currencies share ("$") stays as it is.
// A word that is none of these is given back as written, with ok false, so
// that two unknown currencies still differ.
func Currency(cell string) (code string, ok bool) {
	c := string(trimCell([]byte(cell)))
	if code, ok := currencyToken([]byte(c)); ok {
		return code, true
	}
	if code, ok := currencyNames[Fold(c)]; ok {
		return code, true
	}
	for _, w := range strings.FieldsFunc(c, func(r rune) bool { return strings.ContainsRune(" -()/:|", r) }) {
		if code, ok := isoCurrency([]byte(w)); ok && w == code {
			return code, true
		}
	}
	return c, false
}

// sharedSigns lists the currencies that a sign may stand for, beside the one
// that it is taken for where nothing else tells.
var sharedSigns = map[string]string{
	"$": "ARS AUD BRL CAD CLP COP DOP HKD MXN NIO NZD SGD TTD TWD USD UYU",
	"¥": "CNY JPY", "￥": "CNY JPY", "kr": "DKK ISK NOK SEK", "kr.": "DKK ISK NOK SEK",
	"£": "EGP", "Rs": "LKR PKR", "Rs.": "LKR PKR", "C$": "NIO",
}

func standsFor(sign, code string) bool {
	return len(code) == len("USD") && strings.Contains(sharedSigns[sign], code)
}

// SameCurrency reports whether two currencies, as [Currency] gives them, can be
// one: they are equal, or one is a sign that may stand for the other. Where one
// is empty nothing is known against it.
func SameCurrency(a, b string) bool {
	return a == b || a == "" || b == "" || standsFor(a, b) || standsFor(b, a)
}

// CurrencyOf gives the currency that stands beside the number in a cell, as
// [Currency] does; empty where there is none.
func CurrencyOf(cell string) string {
	if p := readNumber([]byte(cell)); p.ok {
		return p.currency
	}
	return ""
}

// HeaderCurrency gives the currency that a header names behind its name:
// "Revenue (EUR)"; empty where it names none.
func HeaderCurrency(header string) string {
	_, code, _ := headerCurrency(header)
	return code
}

// SignFits reports whether the sign or code beside an amount can mean the
// currency that a cell names: "€" is EUR, "$" may be CAD and cannot be EUR. What
// is not known to be a currency fits any.
func SignFits(sign, currency string) bool {
	a, okA := Currency(sign)
	b, okB := Currency(currency)
	return !okA || !okB || a == b || standsFor(strings.TrimSpace(sign), b) || standsFor(b, a)
}
