// Package modellix is a client of the Modellix API, a gateway that sells image and video generation.
//
// A request that breaks a rule of its model's docs is refused before it costs anything, with the rule
// named. A submit, which costs money, is sent once; what provably did not arrive is sent again, and when
// its outcome is unknown the error says so. All waits and submits of a client share one request budget.
//
//	client := modellix.New("mdlx-your-key")
//	task, err := client.Kling.V2Mi2i.Submit(ctx, modellix.KlingV2Mi2iRequest{
//		Prompt:        modellix.Ptr("Two friends in a cafe"),
//		SubjectImages: []modellix.Image{modellix.ImageFile("first.jpg")},
//	})
package modellix

import "context"

// New is a client for one key, else for the one in the environment variable MODELLIX_API_KEY. A setting
// that cannot be used is told by Err, and by every call.
func New(key string, options ...Option) *Client {
	client := &Client{}
	client.engine, client.err = newEngine(key, options)
	client.Tasks = &Tasks{client}
	client.Account = &Account{client}
	client.Files = &Files{client}
	client.connect()
	return client
}

// Err is why the client cannot be used, a *ConfigurationError; nil if it can.
func (c *Client) Err() error { return c.err }

// Close ends the connections; later requests are refused.
func (c *Client) Close() {
	if c.engine != nil {
		c.engine.wire.close()
	}
}

// String names the service, never the key.
func (c *Client) String() string {
	if c.engine == nil {
		return "a Modellix client that cannot be used"
	}
	return "a Modellix client of " + c.engine.wire.baseURL
}

// GoString keeps the key out of %#v as well.
func (c *Client) GoString() string { return c.String() }

// Submit submits a request by the model's id; it is billed when accepted. The body is a generated request or
// a pointer to one, or a map[string]any, slices, strings, numbers and Images.
//
// It is sent again by itself only when its last byte was never handed to the network, so that nothing was
// started: at most three times, after 0.5, 1 and 2 seconds.
//
// Errors: *InvalidRequestError, *MediaError and *ConfigurationError: nothing was sent. *NotSubmittedError:
// it never arrived. *APIStatusError: the service refused it, no task was started.
// *SubmissionOutcomeUnknownError: nobody knows; the text says how to find out.
func (c *Client) Submit(ctx context.Context, model string, body any, options ...SubmitOption) (*Task, error) {
	var sending sending
	for _, option := range options {
		option(&sending)
	}
	return c.submit(ctx, model, body, &sending)
}

// Run submits a request and waits for its result; see Submit and Task.Wait. An error of the wait carries
// the TaskID: the task goes on, and running once more would start another one.
func (c *Client) Run(ctx context.Context, model string, body any, options ...RunOption) (*Result, error) {
	var sending sending
	var waiting waiting
	for _, option := range options {
		option.applyRun(&sending, &waiting)
	}
	if _, err := waitMS(&waiting); err != nil { // before a task is paid
		return nil, err
	}
	task, err := c.submit(ctx, model, body, &sending)
	if err != nil {
		return nil, err
	}
	return task.wait(ctx, &waiting)
}

// Check judges a request without sending it; see the function Check.
func (c *Client) Check(model string, body any) (Findings, error) { return Check(model, body) }

func (c *Client) submit(ctx context.Context, model string, body any, sending *sending) (*Task, error) {
	if c.err != nil {
		return nil, c.err
	}
	spec, err := modelNamed(model)
	if err != nil {
		return nil, err
	}
	request, ok := requestOf(body)
	plain := ok && request.spec() == spec && request.plainlyValid()
	task, err := c.engine.submit(ctx, spec, valueOf(body), plain, sending)
	if err != nil {
		return nil, err
	}
	firstLook := c.engine.clock.Now() + taskSpec.firstDelay
	return &Task{ID: task.taskID, Model: model, Status: task.taskStatus, client: c, firstLook: firstLook}, nil
}

// modelCalls are the calls of one model.
type modelCalls struct{ client *Client }

func (m modelCalls) submit(ctx context.Context, request requestType, options []SubmitOption) (*Task, error) {
	return m.client.Submit(ctx, request.spec().id, request, options...)
}

func (m modelCalls) run(ctx context.Context, request requestType, options []RunOption) (*Result, error) {
	return m.client.Run(ctx, request.spec().id, request, options...)
}
