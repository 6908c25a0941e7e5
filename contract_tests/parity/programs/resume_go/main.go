// The program begins a task with `submit` and prints its id; with `wait ID` it follows one and
// prints what came out.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"time"

	"modellix"
)

func main() {
	log.SetFlags(0)
	client := modellix.New("") // settings from the environment
	defer client.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if os.Args[1] == "submit" {
		task, err := client.Kling.V2Mi2i.Submit(ctx, modellix.KlingV2Mi2iRequest{
			Prompt: modellix.Ptr("A boat on a quiet lake"),
			N:      modellix.Ptr[int64](2),
		})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(task.ID)
		return
	}
	result, err := client.Tasks.Wait(ctx, os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	urls := []string{}
	for _, file := range result.Files {
		urls = append(urls, file.URL)
	}
	told, _ := json.Marshal([]any{result.TaskID, urls}) // strings alone: it cannot fail
	fmt.Println(string(told))
}
