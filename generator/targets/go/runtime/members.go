package modellix

import "modellix/internal/jsonvalue"

// Ptr is a pointer to a value, for optional fields: Duration: modellix.Ptr[int64](10). A nil field is
// left out of the request, which is not the same as a zero that is sent.
func Ptr[T any](value T) *T { return &value }

// value is what a pointer points to, or the zero value.
func value[T any](pointer *T) T {
	if pointer == nil {
		var zero T
		return zero
	}
	return *pointer
}

func optional[T any](field *T, make func(T) jsonvalue.Value) jsonvalue.Value {
	if field == nil {
		return jsonvalue.Value{}
	}
	return make(*field)
}

func ofText[T ~string](text T) jsonvalue.Value { return jsonvalue.OfString(string(text)) }

func listOf[T any](list []T, make func(T) jsonvalue.Value) jsonvalue.Value {
	if list == nil {
		return jsonvalue.Value{}
	}
	items := makeItems(len(list))
	for _, entry := range list {
		item := make(entry)
		if !item.Present() {
			item = jsonvalue.OfNull() // a zero Image in a list
		}
		items = append(items, item)
	}
	return jsonvalue.OfItems(items)
}

func makeItems(length int) []jsonvalue.Value { return make([]jsonvalue.Value, 0, length) }

func mappingOf(members map[string]any) jsonvalue.Value {
	if members == nil {
		return jsonvalue.Value{}
	}
	return valueOf(members)
}

// valueOf is any value of a caller as JSON.
func valueOf[T any](value T) jsonvalue.Value {
	return jsonvalue.From(value, func(value any) (jsonvalue.Value, bool) {
		switch value := value.(type) {
		case Image:
			return value.value(), true
		case []byte:
			return ImageBytes(value).value(), true
		}
		if request, ok := requestOf(value); ok {
			return request.value(), true
		}
		return jsonvalue.Value{}, false
	})
}

// appendMembers puts members over others: of two with the same name the added one is sent.
func appendMembers(members []jsonvalue.Member, added map[string]any) []jsonvalue.Member {
	for name, member := range added {
		replaced := false
		for at := range members {
			if members[at].Name == name {
				members[at].Value = valueOf(member)
				replaced = true
			}
		}
		if !replaced {
			members = append(members, jsonvalue.Member{Name: name, Value: valueOf(member)})
		}
	}
	return members
}
