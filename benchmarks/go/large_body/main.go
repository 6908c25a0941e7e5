// Command large_body measures one submit with four images of 10 MB, from files.
// It answers each line on its standard input, a number of times, with a line of figures.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"modellix"
)

const (
	key  = "mdlx-benchmark"
	path = "/api/v1/kling/kling-v2-mi2i/async"
)

func main() {
	name, address := os.Args[1], os.Args[2]
	paths, err := filepath.Glob(filepath.Join(os.Getenv("BENCHMARK_IMAGES"), "*.png"))
	check(err)
	version, once := runtime.Version(), func() { naive(address, paths) }
	if name == "ours, Go" {
		client := modellix.New(key, modellix.WithBaseURL(address))
		version, once = modellix.Version, func() { ours(client, paths) }
	}
	fmt.Println(version)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		times, err := strconv.Atoi(lines.Text())
		check(err)
		var walls, memory []float64
		for range times {
			debug.FreeOSMemory()
			before := resetPeak()
			begun := time.Now()
			once()
			walls = append(walls, float64(time.Since(begun).Microseconds())/1e3)
			memory = append(memory, max(0, resident("VmHWM")-before))
		}
		figures := map[string]float64{"wall": least(walls), "memory": most(memory)}
		text, err := json.Marshal(figures)
		check(err)
		fmt.Println(string(text))
	}
}

func ours(client *modellix.Client, paths []string) {
	prompt := "Four pictures"
	request := modellix.KlingV2Mi2iRequest{Prompt: &prompt}
	for _, file := range paths {
		request.SubjectImages = append(request.SubjectImages, modellix.ImageFile(file))
	}
	_, err := client.Kling.V2Mi2i.Submit(context.Background(), request)
	check(err)
}

// naive is how most programs do it: each file read, each as text, all in one object.
func naive(address string, paths []string) {
	images := make([]string, 0, len(paths))
	for _, file := range paths {
		content, err := os.ReadFile(file)
		check(err)
		images = append(images, base64.StdEncoding.EncodeToString(content))
	}
	body, err := json.Marshal(map[string]any{"prompt": "Four pictures", "subject_images": images})
	check(err)
	request, err := http.NewRequest(http.MethodPost, address+path, bytes.NewReader(body))
	check(err)
	request.Header.Set("Authorization", "Bearer "+key)
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	check(err)
	_, err = io.Copy(io.Discard, answer.Body)
	check(err)
	check(answer.Body.Close())
}

// resetPeak forgets the greatest size that the process has had; its size now, in mebibytes.
func resetPeak() float64 {
	check(os.WriteFile("/proc/self/clear_refs", []byte("5"), 0))
	return resident("VmRSS")
}

// resident is what Linux says of this process's memory, in mebibytes.
func resident(field string) float64 {
	status, err := os.ReadFile("/proc/self/status")
	check(err)
	found := regexp.MustCompile(`(?m)^` + field + `:\s+(\d+) kB`).FindSubmatch(status)
	kilobytes, err := strconv.ParseFloat(string(found[1]), 64)
	check(err)
	return kilobytes / 1024
}

func least(values []float64) float64 {
	found := values[0]
	for _, value := range values {
		found = min(found, value)
	}
	return found
}

func most(values []float64) float64 {
	found := values[0]
	for _, value := range values {
		found = max(found, value)
	}
	return found
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
