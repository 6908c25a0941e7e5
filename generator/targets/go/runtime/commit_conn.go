package modellix

import (
	"context"
	"crypto/tls"
	"net"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// commitConn is a connection that hands the last byte of a body over by itself.
//
// net/http gathers what it writes: a small request, its last byte included, would leave in one piece,
// and a connection that breaks then would leave its outcome open. Above TLS the byte becomes a record of
// its own; below it, behind a proxy, the last byte of a record, which cannot be read without it.
type commitConn struct {
	net.Conn
	attempt atomic.Pointer[heldBack]
}

// Write is a part of net.Conn.
func (c *commitConn) Write(data []byte) (int, error) {
	attempt := c.attempt.Load()
	if attempt == nil || len(data) == 0 || !attempt.commits() {
		return c.Conn.Write(data)
	}
	count, err := 0, error(nil)
	if len(data) > 1 {
		if count, err = c.Conn.Write(data[:len(data)-1]); err != nil {
			return count, err
		}
	}
	if !attempt.commit() {
		return count, errSettled
	}
	last, err := c.Conn.Write(data[len(data)-1:])
	return count + last, err
}

// watching is the context in which a connection tells the attempt when its last byte goes. Connections
// of a transport that the caller brought do not; there the byte counts as gone once it was read.
func watching(ctx context.Context, attempt *heldBack) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) {
			connection := info.Conn
			if secured, ok := connection.(*tls.Conn); ok { // through a proxy
				connection = secured.NetConn()
			}
			if commits, ok := connection.(*commitConn); ok {
				attempt.watch()
				commits.attempt.Store(attempt)
			}
		},
	})
}

// dialing makes connections that tell when the last byte goes.
type dialing struct {
	dialer  net.Dialer
	connect time.Duration
}

func (d *dialing) plain(ctx context.Context, network, address string) (net.Conn, error) {
	connection, err := d.dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &commitConn{Conn: connection}, nil
}

// secured is a connection for HTTP/1.1 over TLS: HTTP/2 would send a submit again by itself.
func (d *dialing) secured(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	connection, err := d.dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, d.connect)
	defer cancel()
	over := tls.Client(connection, &tls.Config{ServerName: host, NextProtos: []string{"http/1.1"}})
	if err := over.HandshakeContext(ctx); err != nil {
		_ = connection.Close()
		return nil, err
	}
	return &commitConn{Conn: over}, nil
}
