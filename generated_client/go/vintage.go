package modellix

import (
	"slices"
	"sync"
)

const (
	routesAuto       = "auto"
	routesDocumented = "documented"
)

// vintages are the caller's choice of path form, and what was learnt about it: documented, a, b, c, or
// auto: the documented one, and once another one where that is not found.
type vintages struct {
	choice string
	mutex  sync.Mutex
	learnt map[string]string
}

// first is the vintage to begin with.
func (v *vintages) first(model *modelSpec) string {
	switch v.choice {
	case routesDocumented:
		return model.documented
	case routesAuto:
		v.mutex.Lock()
		defer v.mutex.Unlock()
		if learnt, ok := v.learnt[model.id]; ok {
			return learnt
		}
		return model.documented
	default:
		return v.choice
	}
}

// afterNotFound is the vintage to try when one was not found; empty when it is to stay with it.
func (v *vintages) afterNotFound(model *modelSpec, tried string) string {
	if v.choice != routesAuto {
		return ""
	}
	names := make([]string, 0, len(model.routes))
	for name := range model.routes {
		names = append(names, name)
	}
	slices.Sort(names)
	start := slices.Index(names, tried) + 1
	for _, name := range append(names[start:len(names):len(names)], names[:start]...) {
		if model.routes[name] != model.routes[tried] {
			return name
		}
	}
	return ""
}

// learn remembers the vintage that exists, for the life of the client.
func (v *vintages) learn(model *modelSpec, vintage string) {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	if v.learnt == nil {
		v.learnt = map[string]string{}
	}
	v.learnt[model.id] = vintage
}
