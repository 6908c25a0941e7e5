package modellix

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// rawConnection is a connection as a server has it, without an HTTP library in between.
type rawConnection struct {
	net.Conn
	reader *bufio.Reader
	server *rawService
}

// rawService counts what arrives as a whole.
type rawService struct {
	mutex    sync.Mutex
	complete int      // requests with a body that arrived to their last byte
	bodies   []string // of these
}

func (s *rawService) arrived() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.complete
}

// rawServer answers each connection as handle does, again and again until it or the client closes it.
func rawServer(t *testing.T, handle func(*rawConnection)) string {
	address, _ := countingServer(t, handle)
	return address
}

func countingServer(t *testing.T, handle func(*rawConnection)) (string, *rawService) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	service := &rawService{}
	var open sync.WaitGroup
	t.Cleanup(func() {
		_ = listener.Close()
		open.Wait()
	})
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			open.Go(func() {
				defer connection.Close() //nolint:errcheck // the test is over
				_ = connection.SetDeadline(time.Now().Add(20 * time.Second))
				raw := &rawConnection{connection, bufio.NewReader(connection), service}
				for {
					if _, err := raw.reader.Peek(1); err != nil {
						return
					}
					handle(raw)
				}
			})
		}
	}()
	return "http://" + listener.Addr().String(), service
}

// readHead reads up to the body and returns its length.
func (c *rawConnection) readHead() int64 {
	var length int64
	for {
		line, err := c.reader.ReadString('\n')
		if err != nil || line == "\r\n" {
			return length
		}
		if name, value, _ := strings.Cut(line, ":"); strings.EqualFold(name, "Content-Length") {
			length, _ = strconv.ParseInt(strings.TrimSpace(value), 10, 64)
		}
	}
}

// readRequest reads a whole request.
func (c *rawConnection) readRequest() {
	length := c.readHead()
	body := make([]byte, length)
	if _, err := io.ReadFull(c.reader, body); err == nil && length > 0 {
		c.server.mutex.Lock()
		c.server.complete++
		c.server.bodies = append(c.server.bodies, string(body))
		c.server.mutex.Unlock()
	}
}

func (c *rawConnection) answer(status int, text string) {
	_, _ = fmt.Fprintf(c, "HTTP/1.1 %d Whatever\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		status, len(text), text)
}

// reset breaks the connection.
func (c *rawConnection) reset() {
	if connection, ok := c.Conn.(*net.TCPConn); ok {
		_ = connection.SetLinger(0)
	}
	_ = c.Close()
}

var errReset = errors.New("the connection is gone")
