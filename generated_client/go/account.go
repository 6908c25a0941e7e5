package modellix

import (
	"context"

	"modellix/internal/jsonvalue"
)

// Account is the account behind the key.
type Account struct{ client *Client }

// Balance is the account's balance.
func (a *Account) Balance(ctx context.Context) (*Balance, error) {
	data, err := a.data(ctx, balancePath)
	if err != nil {
		return nil, err
	}
	return Ptr(readBalance(data)), nil
}

// KeyIsValid tells whether the service knows the key.
func (a *Account) KeyIsValid(ctx context.Context) (bool, error) {
	data, err := a.data(ctx, validateKeyPath)
	if err != nil {
		return false, err
	}
	return value(readKeyValidity(data).IsValid), nil
}

// Models are the models on offer, which may be more than this client knows.
func (a *Account) Models(ctx context.Context) ([]ModelEntry, error) {
	found, err := a.read(ctx, listModelsPath)
	if err != nil {
		return nil, err
	}
	return readModelList(found).Models, nil
}

func (a *Account) read(ctx context.Context, path string) (jsonvalue.Value, error) {
	if a.client.err != nil {
		return jsonvalue.Value{}, a.client.err
	}
	return a.client.engine.read(ctx, path)
}

func (a *Account) data(ctx context.Context, path string) (jsonvalue.Value, error) {
	found, err := a.read(ctx, path)
	if err != nil {
		return found, err
	}
	data := found.Get("data")
	if data.Kind() != jsonvalue.Object {
		return data, &UnexpectedResponseError{ModellixError{Message: "GET " + path + ": an answer without data"}}
	}
	return data, nil
}
