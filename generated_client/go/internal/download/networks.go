package download

import "net/netip"

// Reach says who can be reached under an address.
type Reach string

// The reaches. Never is nobody's, everybody's, or where cloud machines keep their secrets.
const (
	Public   Reach = "public"
	Loopback Reach = "loopback"
	Private  Reach = "private"
	Never    Reach = "never"
)

// Tables of our own, after the special-purpose registries for IPv4 and IPv6 (RFC 6890 and what updates
// it): libraries draw this line in different places, and every client has to draw the same.
var (
	never = prefixes(
		"0.0.0.0/8",          // this network; many systems take it for loopback
		"100.100.100.200/32", // metadata of a cloud
		"168.63.129.16/32",   // the same of another one
		"169.254.0.0/16",     // link-local, and metadata of most clouds
		"192.0.0.0/24",       // protocol assignments, and metadata of one more
		"192.0.2.0/24",       // for documents
		"192.88.99.0/24",     // 6to4 relays, given up
		"198.51.100.0/24",    // for documents
		"203.0.113.0/24",     // for documents
		"224.0.0.0/4",        // multicast
		"240.0.0.0/4",        // reserved, and broadcast
		"2001::/23",          // protocol assignments, Teredo among them
		"2001:db8::/32",      // for documents
		"2002::/16",          // 6to4, given up
		"3fff::/20",          // for documents
		"fd00:ec2::/32",      // metadata of a cloud
	)
	private = prefixes(
		"10.0.0.0/8",
		"100.64.0.0/10", // shared by the customers of a provider
		"172.16.0.0/12",
		"192.168.0.0/16",
		"198.18.0.0/15",  // for measurements; some proxies give every name an address here
		"64:ff9b:1::/48", // translation within one network
		"fc00::/7",       // unique local
		"fec0::/10",      // site-local, the older form
	)
	loopback = prefixes("127.0.0.0/8", "::1/128")
	// IPv4 in the last 32 bits: translated by NAT64, which public names resolve to where there is IPv6
	// alone. Mapped addresses are unmapped before.
	embedding = netip.MustParsePrefix("64:ff9b::/96")
	public6   = netip.MustParsePrefix("2000::/3") // all that was ever given out
)

func prefixes(texts ...string) []netip.Prefix {
	found := make([]netip.Prefix, len(texts))
	for at, text := range texts {
		found[at] = netip.MustParsePrefix(text)
	}
	return found
}

// ReachOf tells who can be reached under an address; an IPv4 address inside an IPv6 one decides for it.
func ReachOf(address netip.Addr) Reach {
	address = address.WithZone("").Unmap()
	if embedding.Contains(address) {
		bytes := address.As16()
		address = netip.AddrFrom4([4]byte(bytes[12:]))
	}
	switch {
	case within(address, loopback):
		return Loopback
	case within(address, never):
		return Never
	case within(address, private):
		return Private
	case address.Is4(), public6.Contains(address):
		return Public
	default:
		return Never
	}
}

func within(address netip.Addr, networks []netip.Prefix) bool {
	for _, network := range networks {
		if network.Contains(address) {
			return true
		}
	}
	return false
}
