package download

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// The vectors that every client is held to stand in the repository that this module is generated in;
// MODELLIX_VECTORS names their folder.
func vectors(t *testing.T, name string, each func(line []byte)) {
	folder := os.Getenv("MODELLIX_VECTORS")
	if folder == "" {
		t.Skip("MODELLIX_VECTORS names no folder with the vectors of all clients")
	}
	file, err := os.Open(folder + "/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // read only
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	count := 0
	for lines.Scan() {
		each(lines.Bytes())
		count++
	}
	if count < 30 {
		t.Errorf("%d lines", count)
	}
}

func TestNamesOfFiles(t *testing.T) {
	vectors(t, "download-names.ndjson", func(line []byte) {
		var vector struct {
			ID, Name, URL string
			Names         Names
			TaskID        string `json:"task_id"`
			Index         int
			Format        string
			ContentType   string `json:"content_type"`
			Taken         []string
		}
		if err := json.Unmarshal(line, &vector); err != nil {
			t.Fatal(err)
		}
		var keys []string
		for _, taken := range vector.Taken {
			keys = append(keys, ClashKey(taken))
		}
		file := File{vector.TaskID, vector.Index, vector.URL, vector.Format, vector.ContentType}
		found := Name(vector.Names, file, func(key string) bool { return slices.Contains(keys, key) })
		if found != vector.Name {
			t.Errorf("%s: %q, not %q", vector.ID, found, vector.Name)
		}
	})
}

func TestReachOfAddresses(t *testing.T) {
	vectors(t, "download-addresses.ndjson", func(line []byte) {
		var vector struct{ ID, URL, Reach string }
		if err := json.Unmarshal(line, &vector); err != nil {
			t.Fatal(err)
		}
		found := "refused"
		for _, reach := range []Reach{Public, Loopback, Private, Never} {
			if _, err := Check(vector.URL, []Reach{reach}); err == nil {
				found = string(reach)
			}
		}
		if found != vector.Reach {
			t.Errorf("%s: %s is %s, not %s", vector.ID, vector.URL, found, vector.Reach)
		}
	})
}
