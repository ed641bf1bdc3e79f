package page

import (
	"context"
	"iter"

	"firstneuron/pkg/assistant"
)

// newEngine makes the engine for a draft.
func (s *session) newEngine(draft assistant.Draft) (assistant.Engine, error) {
	engine, err := s.Options.Engine(draft)
	if err != nil {
		return nil, err
	}
	return safeEngine{engine}, nil
}

// A safeEngine is an engine whose panic is an error of the answer: one bad answer shall not end the program, with all that others are doing.
type safeEngine struct{ assistant.Engine }

// Answer answers the last message.
func (e safeEngine) Answer(ctx context.Context, draft assistant.Draft, said []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	return func(yield func(assistant.Chunk, error) bool) {
		wanted := true
		defer func() {
			if failed := recover(); failed != nil && wanted {
				yield(assistant.Chunk{}, catalogue.Errorf("error.engine", e.Name(draft.Settings.Language), failed))
			}
		}()
		for chunk, err := range e.Engine.Answer(ctx, draft, said) {
			if wanted = yield(chunk, err); !wanted {
				return
			}
		}
	}
}
