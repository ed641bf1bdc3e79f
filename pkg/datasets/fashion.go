package datasets

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"firstneuron/internal/clone"
)

// FashionMNIST is 70,000 pictures of clothes, 28x28 in shades of grey, in ten
// classes: 60,000 to train with and 10,000 to test with, as Zalando Research has
// parted them (Xiao, Rasul and Vollgraf, 2017, MIT License,
// https://github.com/zalandoresearch/fashion-mnist). It is made like MNIST, but
// harder: logistic regression gets 84 of 100 right, says Zalando's benchmark.
//
// It takes 220 MB of memory; [FashionMNISTWith] loads a part. [FindFashionMNIST]
// says where it looks for the files.
func FashionMNIST() (train, test *Set, err error) {
	return FashionMNISTWith(FashionMNISTOptions{})
}

// FashionMNISTOptions say which part of Fashion-MNIST to load, and from where.
type FashionMNISTOptions struct {
	Folder string // with the four files, plain or .gz; "" looks in the usual places
	Train  int    // only this many pictures to train with, from the first on; 0 stands for all 60,000
	Test   int    // only this many to test with; 0 stands for all 10,000
}

// FashionMNISTWith is [FashionMNIST] with options. The classes are mixed in the
// files, so that the first pictures are a fair sample.
func FashionMNISTWith(options FashionMNISTOptions) (train, test *Set, err error) {
	folder := options.Folder
	if folder == "" {
		folder, err = FindFashionMNIST()
	} else if missing := missingFashionMNIST(folder); missing != nil {
		err = fmt.Errorf("datasets: Fashion-MNIST is not in %s: %s not there; %s", folder, isOrAre(missing), fetchFashionMNIST)
	}
	if err != nil {
		return nil, nil, err
	}
	var trainError, testError error
	var both sync.WaitGroup
	both.Go(func() { train, trainError = loadFashionMNIST(folder, "train", options.Train) })
	both.Go(func() { test, testError = loadFashionMNIST(folder, "t10k", options.Test) })
	both.Wait()
	if err := errors.Join(trainError, testError); err != nil {
		return nil, nil, err
	}
	return train, test, nil
}

const fetchFashionMNIST = "`go run ./kernel-setup data fashion-mnist` in the project's folder fetches it"

// FindFashionMNIST returns the first folder that has the four files:
//
//   - what the environment variable FIRSTNEURON_DATA names, or the folder fashion-mnist in it;
//   - build/data/fashion-mnist in the project's folder, where `go run ./kernel-setup data fashion-mnist` puts them;
//   - /usr/share/datasets/fashion-mnist, where Debian's package dataset-fashion-mnist has them.
//
// The error says where it has looked.
func FindFashionMNIST() (folder string, err error) {
	return firstWithFashionMNIST(fashionMNISTFolders())
}

var fashionMNISTClasses = []string{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"}

var fashionMNISTFiles = []string{"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}

func firstWithFashionMNIST(folders []string) (folder string, err error) {
	var looked []string
	for _, folder := range folders {
		missing := missingFashionMNIST(folder)
		if missing == nil {
			return folder, nil
		}
		if len(missing) < len(fashionMNISTFiles) {
			folder += " (" + isOrAre(missing) + " not there)"
		}
		looked = append(looked, folder)
	}
	return "", fmt.Errorf("datasets: Fashion-MNIST is not on this machine: %s; it is not in %s", fetchFashionMNIST, strings.Join(looked, ", nor in "))
}

func fashionMNISTFolders() []string {
	var folders []string
	if data := os.Getenv("FIRSTNEURON_DATA"); data != "" {
		folders = append(folders, filepath.Join(data, "fashion-mnist"), data)
	}
	if root, found := clone.Folder(); found {
		folders = append(folders, filepath.Join(root, "build", "data", "fashion-mnist"))
	}
	return append(folders, filepath.FromSlash("/usr/share/datasets/fashion-mnist"))
}

// missingFashionMNIST lists the files that a folder lacks.
func missingFashionMNIST(folder string) (missing []string) {
	for _, name := range fashionMNISTFiles {
		if _, found := plainOrCompressed(folder, name); !found {
			missing = append(missing, name)
		}
	}
	return missing
}

func plainOrCompressed(folder, name string) (path string, found bool) {
	path = filepath.Join(folder, name)
	for _, path := range []string{path + ".gz", path} {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path, true
		}
	}
	return path, false
}

func loadFashionMNIST(folder, part string, first int) (*Set, error) {
	pictures, _ := plainOrCompressed(folder, part+"-images-idx3-ubyte")
	labels, _ := plainOrCompressed(folder, part+"-labels-idx1-ubyte")
	name := map[string]string{"train": "Fashion-MNIST", "t10k": "Fashion-MNIST, test"}[part]
	s, err := loadIDX(name, pictures, labels, first, fashionMNISTClasses)
	if err != nil {
		return nil, err
	}
	if s.shape() != "28x28x1" {
		return nil, fmt.Errorf("datasets: %s has pictures of %s, but those of Fashion-MNIST are 28x28x1: it is another set; %s", pictures, s.shape(), fetchFashionMNIST)
	}
	return s, nil
}

func isOrAre(names []string) string {
	if len(names) == 1 {
		return names[0] + " is"
	}
	return strings.Join(names, ", ") + " are"
}
