package datasets

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"firstneuron/internal/clone"
)

// FashionMNIST is 70,000 pictures of clothes, 28x28 in shades of grey, in ten
// classes: a training set of 60,000 and a test set of 10,000, as Zalando Research
// has split them (Xiao, Rasul and Vollgraf, 2017, MIT License,
// https://github.com/zalandoresearch/fashion-mnist). It is made like MNIST, but
// harder: logistic regression gets 84 of 100 right, says Zalando's benchmark.
//
// It takes 440 MB of memory; [FashionMNISTWith] loads a part. [FindFashionMNIST]
// says where it looks for the files.
func FashionMNIST() (train, test *Set, err error) {
	folder, err := FindFashionMNIST()
	if err != nil {
		return nil, nil, err
	}
	return loadFashionMNIST(folder, math.MaxInt, math.MaxInt)
}

// FashionMNISTOptions say which part of Fashion-MNIST to load, and from where.
type FashionMNISTOptions struct {
	Folder string // with the four files, plain or .gz; "" looks in the usual places
	Train  int    // size of the training set: the first so many of its 60,000 pictures
	Test   int    // size of the test set: the first so many of its 10,000 pictures
}

// FashionMNISTWith is [FashionMNIST] with options. The classes are mixed in the
// files, so that the first pictures are a fair sample. It is an error to ask for
// more pictures than there are, or for fewer than none.
func FashionMNISTWith(options FashionMNISTOptions) (train, test *Set, err error) {
	if options.Train < 0 || options.Test < 0 {
		return nil, nil, fmt.Errorf("datasets: Fashion-MNIST cannot have %d pictures for training and %d for testing: give numbers from 0 on", options.Train, options.Test)
	}
	folders := fashionMNISTFolders()
	if options.Folder != "" {
		folders = []string{options.Folder}
	}
	folder, err := firstWithFashionMNIST(folders)
	if err != nil {
		return nil, nil, err
	}
	train, test, err = loadFashionMNIST(folder, options.Train, options.Test)
	if err == nil && (train.Len() < options.Train || test.Len() < options.Test) {
		err = fmt.Errorf("datasets: Fashion-MNIST in %s has %d pictures for training and %d for testing, not %d and %d: ask for fewer", folder, train.Len(), test.Len(), options.Train, options.Test)
	}
	return train, test, err
}

const fetchFashionMNIST = "`go run ./kernel-setup data fashion-mnist` in the project's folder fetches it"

// FindFashionMNIST returns the first folder that has the four files:
//
//   - what the environment variable FIRSTNEURON_DATA names, or the folder fashion-mnist in it;
//   - build/data/fashion-mnist in the project's folder, where `go run ./kernel-setup data fashion-mnist` puts them;
//   - /usr/share/datasets/fashion-mnist, where Debian's package dataset-fashion-mnist has them.
//
// The error says where it looked.
func FindFashionMNIST() (folder string, err error) {
	return firstWithFashionMNIST(fashionMNISTFolders())
}

var fashionMNISTClasses = []string{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"}

var fashionMNISTFiles = []string{"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}

func firstWithFashionMNIST(folders []string) (folder string, err error) {
	for i, folder := range folders {
		var missing []string
		for _, name := range fashionMNISTFiles {
			if _, found := plainOrCompressed(folder, name); !found {
				missing = append(missing, name)
			}
		}
		if missing == nil {
			return folder, nil
		}
		if len(missing) < len(fashionMNISTFiles) {
			folders[i] += " (which lacks " + strings.Join(missing, ", ") + ")"
		}
	}
	return "", fmt.Errorf("datasets: Fashion-MNIST is not in %s; %s", strings.Join(folders, ", nor in "), fetchFashionMNIST)
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

func plainOrCompressed(folder, name string) (path string, found bool) {
	path = filepath.Join(folder, name)
	for _, path := range []string{path + ".gz", path} {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path, true
		}
	}
	return path, false
}

func loadFashionMNIST(folder string, mostTrain, mostTest int) (train, test *Set, err error) {
	if train, err = loadFashionMNISTPart("Fashion-MNIST", folder, "train", mostTrain); err != nil {
		return nil, nil, err
	}
	test, err = loadFashionMNISTPart("Fashion-MNIST, test", folder, "t10k", mostTest)
	return train, test, err
}

func loadFashionMNISTPart(name, folder, part string, most int) (*Set, error) {
	pictures, _ := plainOrCompressed(folder, part+"-images-idx3-ubyte")
	labels, _ := plainOrCompressed(folder, part+"-labels-idx1-ubyte")
	s, err := loadIDX(name, pictures, labels, most, fashionMNISTClasses)
	if err == nil && s.shape() != "28x28x1" {
		err = fmt.Errorf("datasets: %s has pictures of %s, but those of Fashion-MNIST are 28x28x1: it is another set; %s", pictures, s.shape(), fetchFashionMNIST)
	}
	return s, err
}
