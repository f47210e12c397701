package crm

import "testing"

func TestBothFormsOfASalesforceIDAreOne(t *testing.T) {
	// 001D000000IqhSLIAZ is the example of Salesforce's own documentation.
	for long, short := range map[string]string{
		"001D000000IqhSLIAZ": "001D000000IqhSL", "006A0000001abcdIAA": "006A0000001abcd", "000000000000000AAA": "000000000000000",
		"001D000000IqhSLIAA": "001D000000IqhSLIAA", "opp-00000000000AAA": "opp-00000000000AAA", "1": "1", "": "",
		"001d000000iqhsliaz": "001d000000iqhsliaz",
	} {
		if got := string(ShortID([]byte(long))); got != short {
			t.Errorf("%s is %s, want %s", long, got, short)
		}
	}
}

func TestAUserIsFoundByBothFormsOfTheID(t *testing.T) {
	if PersonKey("005D000000IqhSL") != PersonKey(" 005D000000IqhSLIAZ ") {
		t.Error("15 and 18 characters are two users")
	}
	if PersonKey("005D000000IqhSL") == PersonKey("005D000000IqhSl") {
		t.Error("ids that differ in case alone are one user")
	}
	if PersonKey("001D000000IqhSL") != "001d000000iqhsl" {
		t.Error("the id of another object is changed")
	}
}

func TestAnIDInExponentNotationIsRounded(t *testing.T) {
	for id, want := range map[string]bool{
		"2.4142E+18": true, "2,4142E+18": true, "2E+18": true, "2.4142e+18": true,
		"12E45": false, "1E5": false, "24142": false, "": false, "E+18": false, "a2.4E+18": false,
	} {
		if RoundedID([]byte(id)) != want {
			t.Errorf("%q: %v", id, !want)
		}
	}
}
