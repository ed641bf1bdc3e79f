package exercises

import (
	"fmt"

	"firstneuron/pkg/lesson"
)

type counts = func(size, channels, kernels int) int

// ConvolutionParameters is lesson 10's first exercise: how many numbers a convolution learns.
var ConvolutionParameters = &lesson.Exercise[counts]{
	Name:  "convolutionParameters",
	Right: convolutionParameters,
	Try: func(f counts, t *lesson.Trial) {
		for _, c := range [][3]int{{3, 1, 16}, {3, 16, 32}, {5, 3, 8}, {1, 4, 2}, {2, 7, 1}} {
			t.Call(fmt.Sprintf("convolutionParameters(%d, %d, %d)", c[0], c[1], c[2]), func() []float64 {
				return []float64{float64(f(c[0], c[1], c[2]))}
			})
		}
	},
	Why: "A kernel has a weight for each of its pixels in each channel of its input, and one bias. A layer has several such kernels.",
	How: "Return `kernels * (size*size*channels + 1)`.",
	Mistakes: []lesson.Mistake[counts]{
		{
			Wrong: func(size, channels, kernels int) int { return kernels * size * size * channels },
			Where: "The biases are missing.",
			Why:   "A kernel is a neuron that slides, and a neuron adds a bias to its sum.",
			How:   "Add 1 for each kernel: `kernels * (size*size*channels + 1)`.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return kernels*size*size*channels + 1 },
			Where: "The whole layer has a single bias: parentheses are missing.",
			Why:   "Each kernel has a bias of its own.",
			How:   "Add the 1 before you multiply: `kernels * (size*size*channels + 1)`.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return kernels * (size*size + 1) },
			Where: "The depth of the kernels is missing: the channels have no effect.",
			Why:   "A kernel looks at all channels of its input at once, with other weights in each.",
			How:   "Multiply the area by the channels: `size*size*channels`.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return kernels * channels * (size*size + 1) },
			Where: "There is a bias for each channel of each kernel.",
			Why:   "The products from all channels go into one sum, and a sum has one bias.",
			How:   "Add 1 after multiplying by the channels: `size*size*channels + 1`.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return kernels * (size*channels + 1) },
			Where: "A kernel has only one row of weights: its size is not squared.",
			Why:   "The size is both the height and the width of a kernel.",
			How:   "The area is `size*size`.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return kernels * (2*size*channels + 1) },
			Where: "The size is doubled, and not squared.",
			Why:   "Height times width is an area. For a kernel of 2 by 2 the two happen to be equal.",
			How:   "The area is `size*size`.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return kernels * (size*size*size*channels + 1) },
			Where: "A kernel has the size three times: height, width and depth.",
			Why:   "Its depth is the number of channels that it looks at, whatever its size.",
			How:   "One kernel has `size*size*channels` weights.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return size*size*channels + 1 },
			Where: "Only one kernel is counted.",
			Why:   "Each kernel has weights of its own, or all would find the same.",
			How:   "Multiply by `kernels`, the bias as well.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return channels * (size*size*kernels + 1) },
			Where: "Channels and kernels are exchanged: there is a bias for each channel of the input.",
			Why:   "The channels belong to what comes in, the kernels to what goes out. The biases are added to what goes out.",
			How:   "Return `kernels * (size*size*channels + 1)`.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return size*size*(channels+kernels) + kernels },
			Where: "Channels and kernels are added where they should be multiplied.",
			Why:   "Each kernel has weights for each channel, so every pair of the two counts.",
			How:   "Return `kernels * (size*size*channels + 1)`.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return kernels * (channels + 1) },
			Where: "The size has no effect: this is a dense layer from one channel list to the next.",
			Why:   "A kernel sees not only one pixel, but all pixels of its window.",
			How:   "Multiply the channels by the area: `size*size*channels`.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return kernels * size * size * (channels + 1) },
			Where: "There is a bias for each pixel of a kernel, as if it were one more channel.",
			Why:   "All products of a window go into one sum, and a sum has one bias.",
			How:   "Add the 1 last: `size*size*channels + 1`.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return kernels*size*size*channels + size*size },
			Where: "There are as many biases as a kernel has pixels.",
			Why:   "The number of biases is the number of sums at a position: one for each kernel.",
			How:   "Return `kernels * (size*size*channels + 1)`.",
		},
		{
			Wrong: func(size, channels, kernels int) int { return kernels * (size*size*channels - 1) },
			Where: "The bias is taken away where it should be added.",
			Why:   "A bias is one number more to learn.",
			How:   "Return `kernels * (size*size*channels + 1)`.",
		},
	},
}

func convolutionParameters(size, channels, kernels int) int {
	return kernels * (size*size*channels + 1)
}

type shapes = func(height, width, channels int, kernels []int) [][]int

// StackShapes is lesson 10's second exercise: the shapes in a stack of convolutions, each with pooling by 2 after it.
var StackShapes = &lesson.Exercise[shapes]{
	Name:  "stackShapes",
	Right: stackShapes,
	Try: func(f shapes, t *lesson.Trial) {
		for _, c := range []struct {
			height, width, channels int
			kernels                 []int
		}{{8, 8, 1, []int{16}}, {8, 8, 1, []int{16, 32}}, {28, 20, 3, []int{6, 12}}, {13, 29, 2, []int{4, 5, 7}}} {
			call := fmt.Sprintf("stackShapes(%d, %d, %d, %v)", c.height, c.width, c.channels, c.kernels)
			t.CallRows(call, func() (rows [][]float64) {
				for _, shape := range f(c.height, c.width, c.channels, append([]int{}, c.kernels...)) {
					var row []float64
					for _, n := range shape {
						row = append(row, float64(n))
					}
					rows = append(rows, row)
				}
				return rows
			})
		}
	},
	Why: "A convolution with same padding keeps height and width and makes as many channels as it has kernels. Pooling by 2 halves height and width and keeps the channels.",
	How: "For each count in kernels do `height, width = height/2, width/2` and append `[]int{height, width, count}` to the result.",
	Mistakes: []lesson.Mistake[shapes]{
		{
			Wrong: func(height, width, channels int, kernels []int) [][]int {
				return stacked(height, width, kernels, 1, func(int, int) int { return channels })
			},
			Where: "The number of channels stays what it was in the picture.",
			Why:   "Each kernel makes one feature map, and each map is a channel of what goes out.",
			How:   "Use `count`, the number of kernels, as the number of channels.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) [][]int {
				before := channels
				return stacked(height, width, kernels, 1, func(_, count int) int { before *= count; return before })
			},
			Where: "The channels are multiplied from layer to layer.",
			Why:   "A kernel looks at all channels at once and makes one map of them, not one for each.",
			How:   "Each layer has just `count` channels.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) [][]int {
				before := channels
				return stacked(height, width, kernels, 1, func(_, count int) int { before += count; return before })
			},
			Where: "The new channels are added to those from before.",
			Why:   "The next layer sees only what the kernels have made of the channels, and no longer the channels themselves.",
			How:   "Each layer has just `count` channels.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) [][]int {
				return stacked(height, width, kernels, 1, func(i, _ int) int {
					if i == 0 {
						return channels
					}
					return kernels[i-1]
				})
			},
			Where: "The channels are one layer late: each shape has those of the layer before.",
			Why:   "The shape that is asked for is that of what goes out of the layer, not of what comes in.",
			How:   "Use `count`, the number of the layer's own kernels.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) [][]int {
				return stacked(height, width, kernels, 1, func(_, count int) int { return count / 2 })
			},
			Where: "Pooling has halved the channels too.",
			Why:   "Pooling works in each channel by itself. It makes maps smaller, not fewer.",
			How:   "Halve the height and the width only, and use `count` as it is.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) (all [][]int) {
				for _, count := range kernels {
					all = append(all, []int{height, width, count})
				}
				return all
			},
			Where: "The maps stay as large as the picture: pooling is missing.",
			Why:   "After each convolution pooling keeps one point of each window of 2 by 2.",
			How:   "Begin each turn with `height, width = height/2, width/2`.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) (all [][]int) {
				for _, count := range kernels {
					all = append(all, []int{height, width, count})
					height, width = height/2, width/2
				}
				return all
			},
			Where: "The pooling comes too late: each shape is that before it.",
			Why:   "A shape is asked for after the convolution and its pooling.",
			How:   "Put `height, width = height/2, width/2` before the append.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) (all [][]int) {
				for _, count := range kernels {
					all = append(all, []int{height / 2, width / 2, count})
				}
				return all
			},
			Where: "Every layer begins with the picture again: the size does not become smaller from one to the next.",
			Why:   "A layer gets what the layer before it has made, so the smaller size must be kept for the next turn of the loop.",
			How:   "Assign it: `height, width = height/2, width/2`.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) [][]int {
				return stacked(height, width, kernels, 2, func(_, count int) int { return count })
			},
			Where: "Half sizes are rounded up.",
			Why:   "Rows and columns that fill no window are left out: of 13 points 6 windows of 2 are kept.",
			How:   "Let Go's division of int round down: `height/2`.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) (all [][]int) {
				for _, count := range kernels {
					height, width = (height-2)/2, (width-2)/2
					all = append(all, []int{height, width, count})
				}
				return all
			},
			Where: "The convolution takes two rows and two columns away.",
			Why:   "With valid padding it would. Same padding puts zeros around, so that the map is as large as its input.",
			How:   "Only pooling changes the size: `height, width = height/2, width/2`.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) (all [][]int) {
				for _, count := range kernels {
					height, width = height/4, width/4
					all = append(all, []int{height, width, count})
				}
				return all
			},
			Where: "Each side is divided by 4.",
			Why:   "A window of 2 by 2 holds 4 points, but it is 2 points high and 2 points wide.",
			How:   "Divide each side by 2: `height, width = height/2, width/2`.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) (all [][]int) {
				for _, count := range kernels {
					height /= 2
					all = append(all, []int{height, width, count})
				}
				return all
			},
			Where: "Only the height is halved.",
			Why:   "A window of pooling has rows as well as columns.",
			How:   "Halve both: `height, width = height/2, width/2`.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) (all [][]int) {
				for _, shape := range stackShapes(height, width, channels, kernels) {
					all = append(all, []int{shape[1], shape[0], shape[2]})
				}
				return all
			},
			Where: "Height and width are exchanged.",
			Why:   "A shape is written as height, width, channels. On square pictures the mistake does not show.",
			How:   "Append `[]int{height, width, count}`.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) (all [][]int) {
				for _, shape := range stackShapes(height, width, channels, kernels) {
					all = append(all, []int{shape[2], shape[0], shape[1]})
				}
				return all
			},
			Where: "The channels come first.",
			Why:   "Other libraries write a shape in this way. Here it is height, width, channels.",
			How:   "Append `[]int{height, width, count}`.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) [][]int {
				return append([][]int{{height, width, channels}}, stackShapes(height, width, channels, kernels)...)
			},
			Where: "The picture itself is in the list.",
			Why:   "The list begins with what the first layer makes of the picture.",
			How:   "Append only in the loop, after `height, width = height/2, width/2`.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) [][]int {
				all := stackShapes(height, width, channels, kernels)
				return all[len(all)-1:]
			},
			Where: "Only the last shape is returned.",
			Why:   "A shape is asked for after each of the layers.",
			How:   "Begin with `var all [][]int` and use `all = append(all, ...)` inside the loop.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) [][]int {
				return stacked(height, width, kernels, 1, func(i, _ int) int { return i })
			},
			Where: "The channels are 0, 1, 2: the numbers of the layers.",
			Why:   "With one variable, Go's range over a slice counts its places, and does not give what is in them.",
			How:   "Write `for _, count := range kernels`.",
		},
		{
			Wrong: func(height, width, channels int, kernels []int) (all [][]int) {
				shape := []int{height, width, channels}
				for _, count := range kernels {
					shape[0], shape[1], shape[2] = shape[0]/2, shape[1]/2, count
					all = append(all, shape)
				}
				return all
			},
			Where: "All shapes are the last one.",
			Why:   "It is one slice, appended several times: what is written into it for the next layer changes the shapes before as well.",
			How:   "Append a new slice each time: `[]int{height, width, count}`.",
		},
	},
}

func stackShapes(height, width, channels int, kernels []int) [][]int {
	var all [][]int
	for _, count := range kernels {
		height, width = height/2, width/2
		all = append(all, []int{height, width, count})
	}
	return all
}

// stacked is what mistaken functions get right: the sizes, divided by 2, with something added before.
func stacked(height, width int, kernels []int, rounding int, channels func(i, count int) int) (all [][]int) {
	for i, count := range kernels {
		height, width = (height+rounding-1)/2, (width+rounding-1)/2
		all = append(all, []int{height, width, channels(i, count)})
	}
	return all
}

type fields = func(sizes, strides []int) int

// ReceptiveField is lesson 10's third exercise: how many pixels wide the part of a picture is that one neuron sees.
var ReceptiveField = &lesson.Exercise[fields]{
	Name:  "receptiveField",
	Right: receptiveField,
	Try: func(f fields, t *lesson.Trial) {
		for _, c := range []struct{ sizes, strides []int }{
			{[]int{3}, []int{1}}, {[]int{3, 3}, []int{1, 1}}, {[]int{3, 2}, []int{1, 2}}, {[]int{3, 2, 3, 2}, []int{1, 2, 1, 2}},
			{[]int{5, 3, 3, 4}, []int{3, 1, 2, 1}}, {[]int{2, 7}, []int{2, 1}},
		} {
			t.Call(fmt.Sprintf("receptiveField(%v, %v)", c.sizes, c.strides), func() []float64 {
				return []float64{float64(f(append([]int{}, c.sizes...), append([]int{}, c.strides...)))}
			})
		}
	},
	Why: "A window of n points reaches n - 1 points further than one point. How far apart its points are in the picture is the product of all strides before it.",
	How: "Start with `field, step := 1, 1`. For each layer do `field += (sizes[i] - 1) * step`, and after that `step *= strides[i]`.",
	Mistakes: []lesson.Mistake[fields]{
		{
			Wrong: func(sizes, strides []int) int { return reach(sizes, strides, func(int, int) int { return 1 }) },
			Where: "The strides have no effect.",
			Why:   "After pooling by 2, neighbouring points are two pixels apart, so the next window reaches twice as far.",
			How:   "Multiply the reach by `step`, and after it do `step *= strides[i]`.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field, step := 1, 1
				for i := range sizes {
					step *= strides[i]
					field += (sizes[i] - 1) * step
				}
				return field
			},
			Where: "The stride of a layer acts too early, on its own window.",
			Why:   "The points inside a window are as far apart as the layers before it have put them. Its own stride moves the window, and concerns the layers after it.",
			How:   "Put `step *= strides[i]` below the line that adds to the field.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field, step := 1, 1
				for i := range sizes {
					field += sizes[i] * step
					step *= strides[i]
				}
				return field
			},
			Where: "Each window adds its whole size.",
			Why:   "One point of the window is already counted: the field of a single point. The others are one fewer than its size.",
			How:   "Add `(sizes[i] - 1) * step`.",
		},
		{
			Wrong: func(sizes, strides []int) int { return receptiveField(sizes, strides) - 1 },
			Where: "The field begins with 0.",
			Why:   "Before any layer, a point of the picture sees itself: one pixel.",
			How:   "Start with `field, step := 1, 1`.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field := 0
				for _, size := range sizes {
					field += size
				}
				return field
			},
			Where: "The sizes are simply added up.",
			Why:   "The windows of two layers share a point, and behind a stride they reach further.",
			How:   "Add `(sizes[i] - 1) * step` for each layer, beginning with a field of 1.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field := 0
				for i := range sizes {
					field += sizes[i] * strides[i]
				}
				return field
			},
			Where: "Each size is multiplied by the stride of its own layer, and the products are added up.",
			Why:   "A window reaches as far as the strides of the layers before it have put its points apart. Its own stride comes after it.",
			How:   "Add `(sizes[i] - 1) * step` for each layer, and after that do `step *= strides[i]`.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field := 1
				for _, size := range sizes {
					field *= size
				}
				return field
			},
			Where: "The sizes are multiplied.",
			Why:   "Windows of neighbouring points overlap, so two layers of 3 see 5 pixels, not 9. Only a stride as large as its window makes it a product.",
			How:   "Add `(sizes[i] - 1) * step` for each layer.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				return reach(sizes, strides, func(step, stride int) int { return step + stride })
			},
			Where: "The strides are added up.",
			Why:   "Two poolings by 2 put the points four pixels apart, three of them eight: strides multiply.",
			How:   "Use `step *= strides[i]`.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				return reach(sizes, strides, func(_, stride int) int { return stride })
			},
			Where: "Only the stride of the layer just before has an effect.",
			Why:   "The strides of all layers before add to how far apart the points are in the picture.",
			How:   "Use `step *= strides[i]` in place of an assignment.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field, step := 1, 1
				for i := range sizes {
					field = (sizes[i]-1)*step + 1
					step *= strides[i]
				}
				return field
			},
			Where: "Only the last layer has an effect on the field.",
			Why:   "Each turn of the loop replaces what the turns before have found.",
			How:   "Use `field +=` in place of `field =`.",
		},
		{
			Wrong: func(sizes, strides []int) int { f := receptiveField(sizes, strides); return f * f },
			Where: "The number of pixels in the field is returned.",
			Why:   "The question is how wide the field is: one side, not the area.",
			How:   "Return field, and not `field * field`.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				return receptiveField(sizes[:len(sizes)-1], strides)
			},
			Where: "The last layer is left out: the loop ends one too early.",
			Why:   "The neuron in question is one of the last layer, and its own window counts.",
			How:   "Loop with `for i := range sizes`.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				return receptiveField(sizes[1:], strides[1:])
			},
			Where: "The first layer is left out: the loop begins one too late.",
			Why:   "Go counts from 0, so the first layer is number 0.",
			How:   "Loop with `for i := range sizes`.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field, step := 1, 1
				for i := len(sizes) - 1; i >= 0; i-- {
					field += (sizes[i] - 1) * step
					step *= strides[i]
				}
				return field
			},
			Where: "The layers come in the wrong order, the last one first.",
			Why:   "A stride makes the windows reach further that come after it, and not those before.",
			How:   "Loop with `for i := range sizes`, from the picture to the neuron.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field := 1
				for i := range sizes {
					field = field*strides[i] + sizes[i] - 1
				}
				return field
			},
			Where: "The field so far is multiplied by the stride.",
			Why:   "That formula is for going from the neuron back to the picture. From the picture on, the stride concerns what is added, and not what was there.",
			How:   "Add `(sizes[i] - 1) * step`.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field := 1
				for i := range sizes {
					field += (sizes[i] - 1) * strides[i]
				}
				return field
			},
			Where: "The reach of each window is multiplied by the stride of its own layer alone.",
			Why:   "Its own stride comes after the window. What puts its points apart are the strides of all layers before it.",
			How:   "Start with `step := 1`, add `(sizes[i] - 1) * step`, and after that do `step *= strides[i]`.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field, step := 1, 1
				for i := range sizes {
					field += sizes[i] - 1*step
					step *= strides[i]
				}
				return field
			},
			Where: "Only the 1 is multiplied: parentheses are missing.",
			Why:   "In Go a product comes before a difference.",
			How:   "Add `(sizes[i] - 1) * step`.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field, step := 1, 1
				for _, stride := range strides {
					step *= stride
				}
				for _, size := range sizes {
					field += (size - 1) * step
				}
				return field
			},
			Where: "Each window is multiplied by the strides of all layers, those after it as well.",
			Why:   "How far apart the points of a window are is settled by the layers before it. The first window lies on the pixels themselves.",
			How:   "Multiply inside the same loop: `step *= strides[i]` below the line that adds to the field.",
		},
		{
			Wrong: func(sizes, strides []int) int {
				field := 1
				for i := range sizes {
					field += (sizes[i] - 1) * strides[i-1]
				}
				return field
			},
			Where: "The loop looks at the layer before the first one, which does not exist.",
			Why:   "The first layer lies on the pixels themselves. For the later ones, the stride of one layer before is not enough: strides multiply.",
			How:   "Start with `step := 1`, and do `step *= strides[i]` at the end of each turn.",
		},
	},
}

func receptiveField(sizes, strides []int) int {
	field, step := 1, 1
	for i := range sizes {
		field += (sizes[i] - 1) * step
		step *= strides[i]
	}
	return field
}

// reach is what mistaken functions get right: the sum over the layers, with another rule for the step.
func reach(sizes, strides []int, next func(step, stride int) int) int {
	field, step := 1, 1
	for i := range sizes {
		field += (sizes[i] - 1) * step
		step = next(step, strides[i])
	}
	return field
}
