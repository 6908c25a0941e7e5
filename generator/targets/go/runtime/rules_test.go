package modellix

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// samples are valid requests of the tests' own models, with as little and with as much as may be.
// Of the service's models there are examples.
func samples() []requestType {
	url := ImageURL("https://example.com/a.jpg")
	picture := ImageBytes([]byte("\x89PNG\r\n\x1a\n"))
	base64 := ImageText("iVBORw0KGgoAAAANSUhEUg==")
	dataURL := ImageText("data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==")
	return []requestType{
		&AcmeOmniRequest{Prompt: "x"},
		&AcmeOmniRequest{
			Prompt:      "A red kite, as in <<<image_1>>>",
			ImageList:   []AcmeOmniImageListItem{{Image: url}, {Image: picture}},
			ElementList: []AcmeOmniElementListItem{{ElementID: 860512345678901234}},
			Resolution:  Ptr(AcmeOmniResolution2k),
			AspectRatio: Ptr(AcmeOmniAspectRatioAuto),
			N:           Ptr[int64](9),
		},
		&AcmeOmniRequest{Prompt: "😀 é", ImageList: []AcmeOmniImageListItem{{Image: dataURL}, {Image: base64}}},
		&AcmeClipRequest{Image: url},
		&AcmeClipRequest{Image: dataURL, ImageTail: base64, Mode: Ptr(AcmeClipModePro), CfgScale: Ptr(0.0)},
		&AcmeClipRequest{
			Image: url, Prompt: Ptr("é"), CfgScale: Ptr(0.5), StaticMask: url,
			DynamicMasks: []map[string]any{{"mask": "x"}}, Duration: Ptr[int64](10),
		},
		&AcmeMergeRequest{Prompt: Ptr("x")},
		&AcmeMergeRequest{SubjectImages: []Image{dataURL, base64, url, picture}, StyleImage: dataURL, SceneImage: base64},
		&AcmeMergeRequest{SubjectImages: []Image{url, picture}, SceneImage: url, N: Ptr[int64](4)},
	}
}

func TestValidRequestIsCheckedWithoutAllocating(t *testing.T) {
	known := samples()
	for _, example := range examples() {
		known = append(known, example())
	}
	for _, request := range known {
		if !request.plainlyValid() {
			found, err := Check(request.spec().id, request)
			t.Errorf("%s is not plainly valid: %v, %v", request.spec().id, found, err)
		}
		if count := testing.AllocsPerRun(100, func() { _ = request.plainlyValid() }); count != 0 {
			t.Errorf("%s: %v allocations", request.spec().id, count)
		}
	}
	client := New(testKey)
	request := cafe()
	if count := testing.AllocsPerRun(100, func() { _, _ = Check("acme-merge", &request) }); count != 0 {
		t.Errorf("Check: %v allocations", count)
	}
	if count := testing.AllocsPerRun(100, func() { _, _ = client.merge().Validate(request) }); count != 0 {
		t.Errorf("Validate: %v allocations", count)
	}
}

// TestShortRoadIsTheFullCheck holds the two printings of each model's limits against each other, on
// requests whose fields are set at random from values on both sides of the limits.
func TestShortRoadIsTheFullCheck(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	known := examples()
	for at := range samples() {
		known = append(known, func() requestType { return samples()[at] })
	}
	valid, invalid := 0, 0
	for range 20_000 {
		sample := known[random.IntN(len(known))]()
		request := reflect.ValueOf(sample)
		for range 1 + random.IntN(3) {
			disturb(random, request.Elem().Field(random.IntN(request.Elem().NumField())))
		}
		plain := sample.plainlyValid()
		found, err := findings(sample.spec(), sample.value())
		if err != nil && plain || err == nil && plain != found.Clean() {
			t.Fatalf("%T %+v: plainly valid %t, %v, %v", sample, sample, plain, found, err)
		}
		if plain {
			valid++
		} else {
			invalid++
		}
	}
	if valid < 1_000 || invalid < 1_000 {
		t.Errorf("%d valid and %d invalid ones: the draw shows nothing", valid, invalid)
	}
}

func disturb(random *rand.Rand, field reflect.Value) {
	if random.IntN(5) == 0 {
		field.SetZero()
		return
	}
	switch field.Kind() {
	case reflect.Pointer:
		field.Set(reflect.New(field.Type().Elem()))
		disturb(random, field.Elem())
	case reflect.String:
		field.SetString(texts[random.IntN(len(texts))])
	case reflect.Int64:
		field.SetInt([]int64{-1, 0, 1, 4, 5, 9, 10, 11, 1 << 62}[random.IntN(9)])
	case reflect.Bool:
		field.SetBool(random.IntN(2) == 0)
	case reflect.Float64:
		field.SetFloat([]float64{-0.1, 0, 0.5, 1, 1.0000001, 1e300}[random.IntN(6)])
	case reflect.Slice:
		length := random.IntN(13)
		list := reflect.MakeSlice(field.Type(), length, length)
		for at := range length {
			if list.Index(at).Kind() == reflect.Map {
				list.Index(at).Set(reflect.ValueOf(map[string]any{"mask": at}))
				continue
			}
			disturb(random, list.Index(at))
		}
		field.Set(list)
	case reflect.Struct:
		if field.Type() == reflect.TypeFor[Image]() {
			field.Set(reflect.ValueOf(images[random.IntN(len(images))]))
			return
		}
		for at := range field.NumField() {
			disturb(random, field.Field(at))
		}
	}
}

var texts = []string{
	"", "x", "é\U0001f600", "\xff", "1k", "2k", "16:9", "auto", "std", "pro", "subject", "face", "<<<image_3>>> and <<<image_1>>>",
	string(make([]byte, 2500)), string(make([]byte, 2501)), string(make([]rune, 1000)),
}

var images = []Image{
	{}, ImageURL("https://example.com/a.jpg"), ImageText("HTTP://x"), ImageText("http://a b"), ImageText(""),
	ImageText("data:image/png;base64,iVBORw0KGgo="), ImageText("iVBORw0KGgo="), ImageText("iVBORw0KGg=="), ImageText("QUJD"),
	ImageText("QUJ"), ImageText("data:text/plain;base64,QUJD"), ImageText("https://\xff"), ImageBytes([]byte("\xff\xd8\xff")),
	ImageBytes([]byte("GIF89a")), ImageBytes(nil), ImageBytes(make([]byte, 10<<20+1)), ImageText("https://\ufeff"), ImageText("https://\u0085"),
}

func TestRequestsAreTakenAsValuesAndAsPointers(t *testing.T) {
	request := cafe()
	request.N = Ptr[int64](0)
	for _, body := range []any{request, &request} {
		found, err := Check("acme-merge", body)
		if err != nil || len(found.Violations) != 1 || found.Violations[0].Rule != "acme-merge/n/minimum" {
			t.Errorf("%T: %v, %v", body, found, err)
		}
	}
	text, err := Encode("acme-merge", map[string]any{"z": cafe(), "a": struct{}{}})
	if !errors.As(err, new(*InvalidRequestError)) {
		t.Errorf("a struct of nobody's gave %s, %v", text, err)
	}
	var none *AcmeMergeRequest
	if found, err := Check("acme-merge", none); err != nil || len(found.Violations) != 1 || found.Violations[0].Actual != "null" {
		t.Errorf("no request at all: %v, %v", found, err)
	}
}

func TestViolationIsWrittenInThePublishedOrder(t *testing.T) {
	found, err := Check("acme-clip", map[string]any{"image": "https://a", "duration": 7.0, "imag<e": nil})
	if err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(found.Violations[0])
	expected := `{"rule":"acme-clip/duration/enum","path":"/duration","keyword":"enum","limit":[5,10],"actual":7,` +
		`"message":"duration must be one of 5, 10"}`
	if err != nil || string(written) != expected {
		t.Errorf("%s, %v", written, err)
	}
	if text := found.Violations[1].String(); !strings.HasPrefix(text, "/imag<e: the request takes no such member: it takes image, ") ||
		!strings.HasSuffix(text, " (did you mean image?)") {
		t.Error(text)
	}
}
