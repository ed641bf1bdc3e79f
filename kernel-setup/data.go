package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"firstneuron/internal/atomicfile"
	"firstneuron/kernel-setup/download"
	"firstneuron/kernel-setup/setup"
	"firstneuron/kernel-setup/toolrun"
	"firstneuron/pkg/datasets"
)

const (
	fashionMNIST  = "fashion-mnist" // as the command and its folder call it
	fixByFetching = "go run ./kernel-setup data " + fashionMNIST
)

//go:embed fashion-mnist-license.txt
var fashionMNISTLicense []byte

// fashionMNISTFiles are the files of https://github.com/zalandoresearch/fashion-mnist. Zalando gives their MD5; these
// SHA-256 are those of files with that MD5.
var fashionMNISTFiles = []download.File{
	fashionMNISTFile("train-images-idx3-ubyte.gz", 26421880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
	fashionMNISTFile("train-labels-idx1-ubyte.gz", 29515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
	fashionMNISTFile("t10k-images-idx3-ubyte.gz", 4422102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
	fashionMNISTFile("t10k-labels-idx1-ubyte.gz", 5148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
}

func fashionMNISTFile(name string, size int64, sha256 string) download.File {
	return download.File{Name: name, Size: size, SHA256: sha256, From: []string{
		"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/" + name,
		"https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/b2617bb6d3ffa2e429640350f613e3291e10b141/data/fashion/" + name,
	}}
}

// fashionMNISTFolder is where the packages look for what this program has fetched.
func (p *project) fashionMNISTFolder() string { return filepath.Join(p.Build(), "data", fashionMNIST) }

// data lists the data sets that are there, or fetches one.
func data(args []string) (action, error) {
	names, err := parse(newFlags(), args)
	switch {
	case err != nil:
		return nil, err
	case len(names) == 0:
		return listData, nil
	case len(names) > 1:
		return nil, errors.New("it takes the name of one set, or nothing")
	case names[0] == fashionMNIST:
		return fetchFashionMNIST, nil
	default:
		return nil, fmt.Errorf("there is no set %q; the one to fetch is %s", names[0], fashionMNIST)
	}
}

func listData(ctx context.Context, p *project) error {
	fmt.Println("In the program, always there:")
	fmt.Println("  patterns, XOR, two moons, two circles, spirals, faces: generated each time")
	fmt.Printf("  %s\n", datasets.Digits())
	fmt.Println("In files:")
	f := p.lookAtData(ctx)
	fmt.Printf("  %s\n", f.What)
	if f.Fix != "" {
		fmt.Printf("    fix it: %s\n", f.Fix)
	}
	fmt.Println("Your own: pictures, a folder for each class (datasets.Folder), or one (datasets.LoadPicture); files in the IDX format (datasets.LoadIDX); numbers (datasets.New, datasets.NewTargets).")
	return nil
}

// lookAtData says whether Fashion-MNIST is there. Lessons can do without it, so that it is not a fault if it is missing.
func (p *project) lookAtData(context.Context) setup.Finding {
	ours := p.fashionMNISTFolder()
	folder, err := datasets.FindFashionMNIST()
	if folder == ours || err != nil && isFolder(ours) {
		for _, f := range fashionMNISTFiles {
			if !f.IsWhole(ours) {
				return setup.Finding{
					State: "broken",
					What:  fmt.Sprintf("Fashion-MNIST in %s: %s is not whole", p.Relative(ours), f.Name),
					Fix:   fixByFetching,
				}
			}
		}
	}
	if err != nil {
		return setup.OK("Fashion-MNIST is not there; %s fetches it (31 MB)", fixByFetching)
	}
	return setup.OK("Fashion-MNIST in %s: 60,000 pictures for training and 10,000 for testing, 28x28, 10 classes", p.Relative(folder))
}

// fetchFashionMNIST downloads it, unless this machine has it somewhere else.
func fetchFashionMNIST(ctx context.Context, p *project) error {
	if elsewhere, err := datasets.FindFashionMNIST(); err == nil && elsewhere != p.fashionMNISTFolder() {
		fmt.Printf("Fashion-MNIST is there already, in %s: there is nothing to fetch.\n", p.Relative(elsewhere))
		return nil
	}
	if err := p.CheckFolder(); err != nil {
		return err
	}
	unlock, err := p.Lock()
	if err != nil {
		return err
	}
	defer unlock()
	if err := setup.MakeOwned(p.Build()); err != nil {
		return err
	}
	fmt.Println("Fashion-MNIST, © 2017 Zalando SE, MIT License: free to use, also in class.")
	if err := p.fetchFiles(ctx, download.Default, p.fashionMNISTFolder(), fashionMNISTFiles, fashionMNISTLicense); err != nil {
		return err
	}
	fmt.Printf("It is in %s, with its licence.\n", p.Relative(p.fashionMNISTFolder()))
	return nil
}

// fetchFiles downloads those files that a folder lacks, and writes their licence beside them.
func (p *project) fetchFiles(ctx context.Context, d download.Downloader, dir string, files []download.File, license []byte) error {
	err := atomicfile.MakeFolder(dir)
	if err == nil {
		err = atomicfile.Write(filepath.Join(dir, "LICENSE.txt"), ".first-neuron-*", license, 0o644)
	}
	if err != nil {
		return toolrun.Explain("write to "+dir, "", err)
	}
	for _, f := range files {
		err := p.Take(ctx, setup.Step{
			Name:   strings.TrimSuffix(f.Name, "-ubyte.gz"),
			IsDone: func(context.Context) bool { return f.IsWhole(dir) },
			Work:   func(ctx context.Context, shown *toolrun.Progress) error { return fetch(ctx, d, dir, f, shown) },
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// fetch is Fetch with an error for people.
func fetch(ctx context.Context, d download.Downloader, dir string, f download.File, shown *toolrun.Progress) error {
	err := d.Fetch(ctx, dir, f, shown)
	var path *fs.PathError
	switch {
	case err == nil || ctx.Err() != nil:
		return err
	case errors.As(err, &path):
		return toolrun.Explain("write "+path.Path, "", err)
	default:
		return toolrun.Explain("download "+f.Name, "", fmt.Errorf("no address has it whole; try again later:\n%w", err))
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
