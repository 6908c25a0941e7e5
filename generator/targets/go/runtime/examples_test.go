package modellix

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// examples make the requests that the published bundle shows for each model: no test knows one by
// name. MODELLIX_BUNDLE names the bundle, and MODELLIX_SAMPLES a file with more valid bodies, lists by
// the models' ids; without them there are none.
var examples = sync.OnceValue(func() []func() requestType {
	var bundle struct {
		Paths map[string]struct {
			Post struct {
				OperationID string
				RequestBody struct {
					Content map[string]struct {
						Examples map[string]struct{ Value map[string]any }
					}
				}
			}
		}
	}
	var bodies map[string][]map[string]any
	decode("MODELLIX_BUNDLE", &bundle)
	decode("MODELLIX_SAMPLES", &bodies)
	known := requestTypes()
	var found []func() requestType
	add := func(model string, body map[string]any) {
		if kind, isModel := known[model]; isModel {
			found = append(found, func() requestType {
				request := reflect.New(kind)
				fill(request.Elem(), body)
				return request.Interface().(requestType)
			})
		}
	}
	for _, path := range bundle.Paths {
		for _, example := range path.Post.RequestBody.Content["application/json"].Examples {
			add(path.Post.OperationID, example.Value)
		}
	}
	for model, those := range bodies {
		for _, body := range those {
			add(model, body)
		}
	}
	return found
})

// decode reads the JSON file that a variable names, if it names one; numbers keep their digits.
func decode(variable string, into any) {
	text, err := os.Open(os.Getenv(variable))
	if err != nil {
		return
	}
	defer text.Close()
	decoder := json.NewDecoder(text)
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		panic(err)
	}
}

// requestTypes are the types of requests by the ids of their models: what the models' Validate takes.
func requestTypes() map[string]reflect.Type {
	found := map[string]reflect.Type{}
	client := reflect.ValueOf(New(testKey)).Elem()
	for at := range client.NumField() {
		provider := client.Field(at)
		if !client.Type().Field(at).IsExported() || provider.Kind() != reflect.Pointer || provider.Elem().Kind() != reflect.Struct {
			continue
		}
		for at := range provider.Elem().NumField() {
			if validate := provider.Elem().Field(at).MethodByName("Validate"); validate.IsValid() {
				kind := validate.Type().In(0)
				found[reflect.New(kind).Interface().(requestType).spec().id] = kind
			}
		}
	}
	return found
}

// fill sets a field to what stands in JSON.
func fill(field reflect.Value, given any) {
	if field.Type() == reflect.TypeFor[Image]() {
		field.Set(reflect.ValueOf(ImageText(given.(string))))
		return
	}
	switch field.Kind() {
	case reflect.Pointer:
		field.Set(reflect.New(field.Type().Elem()))
		fill(field.Elem(), given)
	case reflect.Slice:
		entries := given.([]any)
		field.Set(reflect.MakeSlice(field.Type(), len(entries), len(entries)))
		for at, entry := range entries {
			fill(field.Index(at), entry)
		}
	case reflect.Struct:
		for name, member := range given.(map[string]any) {
			plain := strings.ReplaceAll(name, "_", "")
			fill(field.FieldByNameFunc(func(of string) bool { return strings.EqualFold(of, plain) }), member)
		}
	case reflect.String:
		field.SetString(given.(string))
	case reflect.Int64:
		number, _ := given.(json.Number).Int64()
		field.SetInt(number)
	case reflect.Float64:
		number, _ := given.(json.Number).Float64()
		field.SetFloat(number)
	default:
		field.Set(reflect.ValueOf(given))
	}
}

func TestExamplesOfTheBundleAreValidRequests(t *testing.T) {
	if os.Getenv("MODELLIX_BUNDLE") == "" {
		t.Skip("MODELLIX_BUNDLE names no file with the published bundle")
	}
	seen := map[string]bool{}
	for _, example := range examples() {
		request := example()
		seen[request.spec().id] = true
		if found, err := Check(request.spec().id, request); err != nil || len(found.Violations) > 0 {
			t.Errorf("%s: %v, %v", request.spec().id, found, err)
		}
	}
	for model := range requestTypes() {
		if !seen[model] {
			t.Errorf("no example of %s", model)
		}
	}
}
