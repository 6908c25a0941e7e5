// Code generated from the spec. DO NOT EDIT.

package modellix

// Version is the version of the spec, and so of this client.
const Version = "0.1.0"

// DefaultBaseURL is where the service stands.
const DefaultBaseURL = "https://api.modellix.ai"

// The paths of the operations that belong to no model.
const (
	listModelsPath  = "/api/v1/models"
	validateKeyPath = "/api/v1/apikey/validate"
	balancePath     = "/api/v1/team/balance"
	filesPath       = "/api/v1/media/files"
	filePath        = "/api/v1/media/files/{file_id}"
)

// taskSpec is how a submitted task is followed; durations are milliseconds.
var taskSpec = protocol{
	path:          "/api/v1/tasks/{task_id}",
	terminal:      []string{"success", "failed", "canceled"},
	success:       []string{"success"},
	firstDelay:    2000,
	minDelay:      1000,
	maxDelay:      15000,
	growthPercent: 130,
	waitTimeout:   1800000,
}

// modelSpecs are the models that this client knows, in the contract's order.
var modelSpecs = []*modelSpec{
	&klingImageO1Spec,
	&klingV1I2vSpec,
	&klingV15I2iSpec,
	&klingV16Mi2vSpec,
	&klingV2Mi2iSpec,
}
