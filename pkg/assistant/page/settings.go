package page

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
)

func (r *room) writeSettings(request *http.Request) error {
	settings := r.assistant.Draft().Settings
	settings.Language = "en"
	if request.FormValue("language") == "ru" {
		settings.Language = "ru"
	}
	settings.Address = strings.TrimSpace(request.FormValue("address"))
	settings.Model = strings.TrimSpace(request.FormValue("model"))
	var err error
	if settings.AltLimit, err = strconv.Atoi(cmp.Or(strings.TrimSpace(request.FormValue("limit")), "0")); err != nil {
		return fmt.Errorf("the length of an alt text is a number of characters, not %q", request.FormValue("limit"))
	}
	temperature := strings.ReplaceAll(cmp.Or(strings.TrimSpace(request.FormValue("temperature")), "0"), ",", ".")
	settings.Temperature, err = strconv.ParseFloat(temperature, 64)
	if err != nil || !(settings.Temperature >= 0 && settings.Temperature <= 2) {
		return fmt.Errorf("the temperature is a number from 0 to 2, not %q", request.FormValue("temperature"))
	}
	return r.write(assistant.FieldSettings, func(d *assistant.Draft) { d.Settings = settings })
}

// takeKey hands the key on. It is in no draft, no file and no answer of this page.
func (r *room) takeKey(request *http.Request) error {
	if r.options.Key == nil {
		return errors.New("this program takes the key from the environment only")
	}
	r.options.Key(strings.TrimSpace(request.FormValue("key")))
	r.keys++
	return nil
}
