package explain

import "testing"

func TestLanguageOf(t *testing.T) {
	tests := []struct {
		name    string
		environ map[string]string
		want    Language
	}{
		{"nothing set", nil, English},
		{"chosen", map[string]string{"FIRST_NEURON_LANGUAGE": "ru", "LANG": "en_US.UTF-8"}, Russian},
		{"chosen against the folder", map[string]string{"FIRST_NEURON_LANGUAGE": "en", "JPY_SESSION_NAME": "/n/ru/01_one_neuron.ipynb", "LANG": "ru_RU.UTF-8"}, English},
		{"the folder", map[string]string{"JPY_SESSION_NAME": "/n/notebooks/ru/01_one_neuron.ipynb", "LANG": "en_US.UTF-8"}, Russian},
		{"the folder, relative", map[string]string{"JPY_SESSION_NAME": "ru/01_one_neuron.ipynb"}, Russian},
		{"the folder on Windows", map[string]string{"JPY_SESSION_NAME": `C:\n\ru\01_one_neuron.ipynb`}, Russian},
		{"ru above another folder", map[string]string{"JPY_SESSION_NAME": "/ru/notebooks/01_one_neuron.ipynb"}, English},
		{"a notebook elsewhere, a Russian system", map[string]string{"JPY_SESSION_NAME": "/n/01_one_neuron.ipynb", "LANG": "ru_RU.UTF-8"}, Russian},
		{"LC_ALL has the word", map[string]string{"LC_ALL": "C.UTF-8", "LC_MESSAGES": "ru_RU", "LANG": "ru_RU.UTF-8"}, English},
		{"LC_MESSAGES before LANG", map[string]string{"LC_MESSAGES": "ru_RU.UTF-8", "LANG": "de_DE.UTF-8"}, Russian},
		{"another language", map[string]string{"LANG": "rup_MK"}, English},
	}
	for _, test := range tests {
		if got := LanguageOf(func(name string) string { return test.environ[name] }); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
