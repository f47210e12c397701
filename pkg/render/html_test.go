package render

import (
	"regexp"
	"strings"
	"testing"
)

func TestAPageNeedsNothingFromElsewhere(t *testing.T) {
	got := rendered(t, WriteHTML, sample(), Options{})
	if m := regexp.MustCompile(`(?i)<script|<link|<iframe|https?:|url\(|@import|\son\w+=`).FindString(got); m != "" {
		t.Errorf("the page holds %q", m)
	}
	for _, m := range regexp.MustCompile(`src="([^"]*)"`).FindAllStringSubmatch(got, -1) {
		if !strings.HasPrefix(m[1], "data:image/png;base64,") {
			t.Errorf("a source outside of the page: %.40s", m[1])
		}
	}
	if !strings.Contains(got, "default-src &#39;none&#39;") && !strings.Contains(got, "default-src 'none'") {
		t.Error("the page does not forbid fetching")
	}
}

func TestAPictureKeepsItsWords(t *testing.T) {
	got := rendered(t, WriteHTML, Document{Blocks: []Block{
		Picture{Alt: `a "quoted" <b>`, Data: []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`)},
	}}, Options{})
	for _, want := range []string{`src="data:image/svg`, `alt="a &#34;quoted&#34; &lt;b&gt;"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
}

func TestBytesThatAreNoPictureAreAnError(t *testing.T) {
	var out strings.Builder
	err := WriteHTML(&out, Document{Blocks: []Block{Picture{Name: "a.png", Data: []byte("GIF89a")}}}, Options{})
	if err == nil || !strings.Contains(err.Error(), "a.png") || out.Len() > 0 {
		t.Errorf("err %v, wrote %q", err, out.String())
	}
}
