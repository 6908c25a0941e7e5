package strictjson

import (
	"maps"

	"modellix/internal/jsonvalue"
)

// few is how many members are looked through one by one; beyond it a table pays.
const few = 16

// members collects the members of an object; of two with the same name the last one counts, in the
// place of the first.
type members struct {
	list  []jsonvalue.Member
	table map[string]int
	count int // put, duplicates too
}

// put adds a member; true when its name was there already.
func (m *members) put(name string, value jsonvalue.Value) bool {
	m.count++
	if at, found := m.find(name); found {
		m.list[at].Value = value
		return true
	}
	m.list = append(m.list, jsonvalue.Member{Name: name, Value: value})
	if m.table != nil {
		m.table[name] = len(m.list) - 1
	} else if len(m.list) > few {
		m.table = make(map[string]int, 2*few)
		for at, member := range m.list {
			m.table[member.Name] = at
		}
	}
	return false
}

func (m *members) find(name string) (int, bool) {
	if m.table != nil {
		at, found := m.table[name]
		return at, found
	}
	for at, member := range m.list {
		if member.Name == name {
			return at, true
		}
	}
	return 0, false
}

// with is the set and one name more; sets are shared between copies, so none is changed.
func with(set map[string]bool, name string) map[string]bool {
	larger := maps.Clone(set)
	if larger == nil {
		larger = map[string]bool{}
	}
	larger[name] = true
	return larger
}
