package download

import (
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	longestURL    = 16_384 // characters
	firstFreePort = 1024   // below it stand services that a request could be mistaken by; 80 and 443 aside
	lastPort      = 65_535
	how           = "; SaveAllowPrivate() is for files of your own network"
)

// Schemes are the ports of the schemes that files are fetched over.
var schemes = map[string]int{"http": 80, "https": 443}

var (
	nameForm      = regexp.MustCompile(`^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$`)
	authorityForm = regexp.MustCompile(`^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::([0-9]{0,5}))?$`)
	// A last label that C libraries read as a number, in decimal, octal or hex: 2130706433, 0x7f.1.
	numberForm    = regexp.MustCompile(`^(?:[0-9]+|0x[0-9a-f]*)$`)
	addressForm   = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?#]*))?`)
	loopbackNames = []string{"localhost"}
	// Names that only a network of one's own gives a meaning to.
	privateNames = []string{"internal", "intranet", "lan", "local", "home.arpa", "corp", "private"}
)

var reachHints = map[Reach]string{
	Public:   "is on the public web",
	Loopback: "is this computer",
	Private:  "is on a private network",
	Never:    "is in a range that no file of a result comes from",
}

// Target is where a file is to be fetched: read once, and connected to as read.
type Target struct {
	URL       string // all of it
	Scheme    string // http or https
	Host      string // a name, or an IP address without brackets, in lower case
	Port      int    // stated or the scheme's own
	IsAddress bool   // whether the host is an IP address
}

// Check reads an address, which comes from an answer or a redirect and so may be anybody's. It is read by a
// grammar narrower than RFC 3986: what two parsers could read differently is refused, so that what was
// checked is what is connected to.
func Check(address string, allowed []Reach) (Target, error) {
	switch {
	case address == "":
		return Target{}, refused("it has no http(s) address; Result.Raw holds what there is")
	case len([]rune(address)) > longestURL:
		return Target{}, refused(fmt.Sprintf("its address is longer than %d characters", longestURL))
	case strings.ContainsFunc(address, func(letter rune) bool {
		return letter <= ' ' || letter == '\\' || letter == '\x7f' || letter == '\ufffd'
	}):
		return Target{}, refused("its address holds white space, a backslash or a control character")
	}
	found := addressForm.FindStringSubmatch(address)
	if found == nil || schemes[strings.ToLower(found[1])] == 0 || found[2] == "" {
		return Target{}, refused("its address is not http(s)")
	}
	target := Target{URL: address, Scheme: strings.ToLower(found[1])}
	if err := target.readAuthority(found[2]); err != nil {
		return Target{}, err
	}
	reach, isAddress, err := reachOf(target.Host)
	if err != nil {
		return Target{}, err
	}
	target.IsAddress = isAddress
	if !slices.Contains(allowed, reach) {
		return Target{}, notAllowed(reach)
	}
	if reach == Public && target.Port < firstFreePort && target.Port != 80 && target.Port != 443 {
		return Target{}, refused(fmt.Sprintf("its address names port %d, where no files are served", target.Port))
	}
	return target, nil
}

// Redirected is where a redirect leads to, checked like the first address.
func Redirected(from Target, location string, allowed []Reach) (Target, error) {
	base, err := url.Parse(from.URL)
	if err != nil {
		return Target{}, refused("its address cannot be used")
	}
	next, err := base.Parse(location)
	if err != nil {
		return Target{}, refused("its host redirects to what is no URL")
	}
	next.Fragment, next.RawFragment = "", ""
	found, err := Check(next.String(), allowed)
	if err != nil {
		return Target{}, refused(fmt.Sprintf("its host redirects, and then %v", err))
	}
	if from.Scheme == "https" && found.Scheme != "https" {
		return Target{}, refused("its host redirects from https to http")
	}
	return found, nil
}

// CheckResolved are the addresses that a name resolved to, in their order, each once. One that may not be
// reached refuses all, whatever the others are: an answer with both kinds is how a public name is made to
// point inside.
func CheckResolved(addresses []netip.Addr, allowed []Reach) ([]netip.Addr, error) {
	var found []netip.Addr
	for _, address := range addresses {
		if reach := ReachOf(address); !slices.Contains(allowed, reach) {
			return nil, notAllowed(reach)
		}
		if !slices.Contains(found, address) {
			found = append(found, address)
		}
	}
	return found, nil
}

func (t *Target) readAuthority(authority string) error {
	if strings.Contains(authority, "@") {
		return refused("its address holds a user or a password")
	}
	read := authorityForm.FindStringSubmatch(strings.ToLower(authority))
	if read == nil {
		return refused("its address names no host and port that can be used")
	}
	t.Port = schemes[t.Scheme]
	if read[2] != "" {
		t.Port, _ = strconv.Atoi(read[2]) // at most five digits
	}
	if t.Port < 1 || t.Port > lastPort {
		return refused("its address names no host and port that can be used")
	}
	t.Host = strings.Trim(read[1], "[]")
	return nil
}

// reachOf tells who a host is, as far as it can be told without asking anyone; and whether it is an IP
// address.
func reachOf(host string) (Reach, bool, error) {
	labels := strings.Split(host, ".")
	if strings.Contains(host, ":") || numberForm.MatchString(labels[len(labels)-1]) {
		// ParseAddr refuses leading zeros: octal to one library, not to the next.
		address, err := netip.ParseAddr(host)
		if err != nil {
			return Never, false, refused("its address names a host by a number in an odd form")
		}
		return ReachOf(address), true, nil
	}
	switch {
	case len(host) > 253 || !nameForm.MatchString(host):
		return Never, false, refused("its address names no host and port that can be used")
	case isBelow(host, loopbackNames):
		return Loopback, false, nil
	case len(labels) == 1 || isBelow(host, privateNames):
		return Private, false, nil
	default:
		return Public, false, nil
	}
}

func isBelow(host string, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return host == name || strings.HasSuffix(host, "."+name)
	})
}

func notAllowed(reach Reach) error {
	reason := "its host " + reachHints[reach]
	if reach != Never {
		reason += how
	}
	return refused(reason)
}
