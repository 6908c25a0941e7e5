package jsonvalue

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
)

// Deepest is how many levels of nesting a request may have.
const Deepest = 64

// Special turns a value that only the caller knows into JSON; false leaves it to From.
type Special func(value any) (Value, bool)

// From turns a Go value into a JSON value: nil, booleans, numbers, json.Number, strings, slices,
// arrays and maps with string keys, and pointers to these. What it knows no form for is Invalid.
func From(value any, special Special) Value {
	return from(value, special, 0)
}

func from(value any, special Special, depth int) Value {
	if special != nil {
		if found, ok := special(value); ok {
			return found
		}
	}
	if depth > Deepest {
		return OfInvalid(fmt.Sprintf("more than %d levels of nesting, or a value that contains itself", Deepest))
	}
	switch value := value.(type) {
	case nil:
		return OfNull()
	case Value:
		return value
	case bool:
		return OfBool(value)
	case string:
		return OfString(value)
	case int:
		return OfInt(int64(value))
	case int64:
		return OfInt(value)
	case float64:
		return OfFloat(value)
	case json.Number:
		return fromNumber(string(value))
	case []any:
		items := make([]Value, len(value))
		for at, item := range value {
			items[at] = from(item, special, depth+1)
		}
		return OfItems(items)
	case map[string]any:
		members := make([]Member, 0, len(value))
		for name, member := range value {
			members = append(members, Member{Name: name, Value: from(member, special, depth+1)})
		}
		return OfMembers(members)
	}
	return reflected(reflect.ValueOf(value), special, depth)
}

func reflected(value reflect.Value, special Special, depth int) Value {
	switch value.Kind() {
	case reflect.Bool:
		return OfBool(value.Bool())
	case reflect.String:
		return OfString(value.String())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return OfInt(value.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if number := value.Uint(); number <= math.MaxInt64 {
			return OfInt(int64(number))
		}
		return OfFloat(float64(value.Uint()))
	case reflect.Float32, reflect.Float64:
		return OfFloat(value.Float())
	case reflect.Pointer, reflect.Interface:
		if value.IsNil() {
			return OfNull()
		}
		return from(value.Elem().Interface(), special, depth+1)
	case reflect.Slice, reflect.Array:
		items := make([]Value, value.Len())
		for at := range items {
			items[at] = from(value.Index(at).Interface(), special, depth+1)
		}
		return OfItems(items)
	case reflect.Map:
		if value.Type().Key().Kind() != reflect.String {
			return OfInvalid(fmt.Sprintf("a map with keys of type %s; they must be strings", value.Type().Key()))
		}
		members := make([]Member, 0, value.Len())
		for entries := value.MapRange(); entries.Next(); {
			members = append(members, Member{
				Name:  entries.Key().String(),
				Value: from(entries.Value().Interface(), special, depth+1),
			})
		}
		return OfMembers(members)
	default:
		return OfInvalid(fmt.Sprintf("a value of type %T", value.Interface()))
	}
}

func fromNumber(text string) Value {
	if number, err := strconv.ParseInt(text, 10, 64); err == nil {
		return OfInt(number)
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return OfInvalid("a json.Number that is no number")
	}
	return OfFloat(number)
}
