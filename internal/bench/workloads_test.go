package main

import (
	"math"
	"path/filepath"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
)

func TestPicturesAreReadAsTheyWereWritten(t *testing.T) {
	folder := t.TempDir()
	digits := datasets.Digits().Slice(0, 50)
	if err := write(digits, folder, "test"); err != nil {
		t.Fatal(err)
	}
	read, err := datasets.LoadIDX(filepath.Join(folder, "test-pictures"), filepath.Join(folder, "test-labels"))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(read.Labels, digits.Labels) || !slices.Equal(read.Shape, digits.Shape) || len(read.Values) != len(digits.Values) {
		t.Fatalf("got %v with the labels %v", read, read.Labels)
	}
	for i, value := range digits.Values {
		if math.Abs(read.Values[i]-value) > 0.5/255 {
			t.Fatalf("value %d is %v, want %v", i, read.Values[i], value)
		}
	}
}

func TestTheTrainingSetHasFullBatchesOnly(t *testing.T) {
	w := digits
	w.Folder = t.TempDir()
	w, err := writePictures(w)
	if err != nil {
		t.Fatal(err)
	}
	for part, want := range map[string]int{"train": 11 * 128, "test": 300} {
		set, err := datasets.LoadIDX(filepath.Join(w.Folder, part+"-pictures"), filepath.Join(w.Folder, part+"-labels"))
		if err != nil || set.Len() != want {
			t.Errorf("%s: %v, %v, want %d pictures", part, set, err, want)
		}
	}
	if w.Batches != 11 || w.steps%w.Batches != 0 || w.Batches%w.evalEvery != 0 {
		t.Errorf("%d batches in an epoch, %d steps, measured every %d", w.Batches, w.steps, w.evalEvery)
	}
}
