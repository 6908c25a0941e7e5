package modellix

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"modellix/internal/download"
	"modellix/internal/exchange"
)

// mostAddresses is how many addresses of a host are tried; the first one may be of a network that is down.
const mostAddresses = 4

// fetcher opens files of results, each over a connection of its own: no cookie, no redirect followed, no
// connection that is shared with the service's, and no key.
//
// The connection is made to an address that was checked: a name is resolved once, here, and the connection
// goes to one of the addresses found. Behind a proxy it is the proxy that resolves names, and over a
// transport that the caller brings, that transport: only what the address itself says is checked then.
type fetcher struct {
	direct, proxied http.RoundTripper
	close           func()
}

func newFetcher(wire *wire, allowed []download.Reach) *fetcher {
	if wire.own == nil {
		return &fetcher{wire.transport, wire.transport, func() {}}
	}
	direct, proxied := fileTransport(), fileTransport()
	direct.Proxy = nil
	direct.DialContext = checkedDialing(allowed)
	return &fetcher{direct, proxied, func() {
		direct.CloseIdleConnections()
		proxied.CloseIdleConnections()
	}}
}

func fileTransport() *http.Transport {
	limit := connectLimit * time.Millisecond
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: limit}).DialContext,
		TLSHandshakeTimeout:   limit,
		TLSNextProto:          map[string]func(string, *tls.Conn) http.RoundTripper{},
		DisableKeepAlives:     true,
		DisableCompression:    true,
		ResponseHeaderTimeout: progressLimit * time.Millisecond,
	}
}

// checkedDialing resolves a name, checks what it found, and connects to the first address that answers.
func checkedDialing(allowed []download.Reach) func(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := net.Dialer{Timeout: connectLimit * time.Millisecond}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		if err != nil {
			return nil, err
		}
		if found, err = download.CheckResolved(found, allowed); err != nil {
			return nil, err
		}
		var failures []error
		for _, one := range found[:min(len(found), mostAddresses)] {
			connection, err := dialer.DialContext(ctx, network, net.JoinHostPort(one.Unmap().String(), port))
			if err == nil {
				return connection, nil
			}
			failures = append(failures, err)
		}
		return nil, errors.Join(failures...)
	}
}

// open asks for a file.
func (f *fetcher) open(ctx context.Context, target download.Target, headers map[string]string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target.URL, nil)
	if err != nil {
		return nil, &download.Refusal{Reason: "its address cannot be used"}
	}
	request.URL.Fragment, request.URL.RawFragment = "", ""
	if !readAlike(request, target) {
		return nil, &download.Refusal{Reason: "its address can be read in two ways"}
	}
	request.Header.Set("User-Agent", "modellix-client-go/"+Version)
	request.Header.Set("Accept", "*/*")
	request.Header.Set("Accept-Encoding", "identity")
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	transport := f.direct
	if proxy, err := http.ProxyFromEnvironment(request); err == nil && proxy != nil {
		transport = f.proxied
	}
	return transport.RoundTrip(request)
}

// readAlike tells whether net/http connects to what was checked.
func readAlike(request *http.Request, target download.Target) bool {
	port := request.URL.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[request.URL.Scheme]
	}
	host := strings.ToLower(request.URL.Hostname())
	if address, err := netip.ParseAddr(host); err == nil && target.IsAddress {
		checked, err := netip.ParseAddr(target.Host)
		if err != nil || checked != address {
			return false
		}
		host = target.Host
	}
	return request.URL.Scheme == target.Scheme && host == target.Host && port == strconv.Itoa(target.Port)
}

// headOf is what the decisions have to know of an answer.
func headOf(response *http.Response) download.Head {
	headers := exchange.Headers{}
	for name, values := range response.Header {
		headers[strings.ToLower(name)] = strings.Join(values, ", ")
	}
	if response.ContentLength >= 0 {
		headers["content-length"] = strconv.FormatInt(response.ContentLength, 10)
	}
	chunked := len(response.TransferEncoding) > 0
	return download.Head{Status: response.StatusCode, Headers: headers, IsFramed: response.ContentLength >= 0 || chunked}
}

// fetchReason is what broke, for a person: never the text of the error, which may hold an address.
func fetchReason(err error) string {
	var resolving *net.DNSError
	var certificate *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var timeout net.Error
	var dialing *net.OpError
	switch {
	case errors.As(err, &resolving):
		return "the name of its host cannot be resolved"
	case errors.As(err, &certificate), errors.As(err, &authority):
		return "the certificate of its host is not valid"
	case errors.Is(err, context.Canceled), errors.As(err, &timeout) && timeout.Timeout():
		return "its host did not answer, or made no progress, for too long"
	case errors.As(err, &dialing) && dialing.Op == "dial":
		return "its host cannot be reached"
	default:
		return fmt.Sprintf("the connection to its host broke (%T)", err)
	}
}
