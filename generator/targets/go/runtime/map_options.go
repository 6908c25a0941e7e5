package modellix

import "modellix/internal/pacing"

const longestKey = 512

// MapOption is a setting of one Map: a SubmitOption, a WaitOption, MapKey or MaxInFlight.
type MapOption interface{ applyMap(*mapping) }

type mapping struct {
	sending sending
	waiting waiting
	key     func(request any) string
	most    int
}

type mapOption func(*mapping)

func (o mapOption) applyMap(mapping *mapping) { o(mapping) }

func (o SubmitOption) applyMap(mapping *mapping) { o(&mapping.sending) }

func (o WaitOption) applyMap(mapping *mapping) { o(&mapping.waiting) }

// MapKey gives each request a key, a string of yours. With a journal a key is submitted once, however often
// and in however many processes the program runs: what was accepted is waited for, what is unknown comes out
// as unknown. The keys are written to disk as they are.
func MapKey[R any](key func(request R) string) MapOption {
	return mapOption(func(m *mapping) {
		m.key = func(request any) string {
			if typed, ok := request.(R); ok {
				return key(typed)
			}
			if pointer, ok := request.(*R); ok {
				return key(*pointer)
			}
			return ""
		}
	})
}

// MaxInFlight is how many tasks may run at once; by default as many as the account lets through, which is
// learnt from refusals.
func MaxInFlight(most int) MapOption { return mapOption(func(m *mapping) { m.most = most }) }

func mappingOptions(options []MapOption) (*mapping, error) {
	made := &mapping{most: pacing.MostInFlight}
	for _, option := range options {
		option.applyMap(made)
	}
	if made.most < 1 {
		return nil, configuration("MaxInFlight must be at least 1; nothing was sent")
	}
	_, err := waitMS(&made.waiting)
	return made, err
}
