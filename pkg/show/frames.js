// Turns the last frame of a moving picture, the image above this script, into all of them. The controls are made here, and
// last: wherever anything fails, the image stays as it is. Go calls this function with the frames, as gzip in base64.
(async packed => {
	const box = document.currentScript.parentElement;
	const picture = box.querySelector("img");
	const name = picture.nextElementSibling;

	const bytes = Uint8Array.from(atob(packed), letter => letter.charCodeAt(0));
	const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
	const {lines, frames} = await new Response(unpacked).json();
	const last = frames.length - 1;

	const button = document.createElement("button");
	const slider = document.createElement("input");
	Object.assign(slider, {type: "range", min: 0, max: last, value: last});
	slider.setAttribute("aria-label", "frame");
	button.dataset.lmSuppressShortcuts = slider.dataset.lmSuppressShortcuts = "true"; // Jupyter leaves them their keys

	function show(number) {
		const frame = frames[number];
		picture.src = "data:image/svg+xml," + encodeURIComponent(frame.svg.map(place => lines[place]).join("\n"));
		picture.alt = frame.alt;
		name.textContent = frame.name;
		slider.value = number;
		slider.setAttribute("aria-valuetext", `${number + 1} of ${frames.length}: ${frame.name}`);
	}

	let timer = null;

	function pause() {
		clearInterval(timer);
		timer = null;
		button.textContent = "Play";
	}

	function play() {
		const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
		const time = calm ? 1000 : Math.min(500, Math.max(100, 6000 / frames.length)); // milliseconds for each frame
		button.textContent = "Pause";
		show(slider.valueAsNumber === last ? 0 : slider.valueAsNumber);
		timer = setInterval(() => {
			if (box.isConnected && slider.valueAsNumber < last) show(slider.valueAsNumber + 1);
			if (!box.isConnected || slider.valueAsNumber === last) pause(); // the cell was run again, or this is the end
		}, time);
	}

	button.onclick = () => timer === null ? play() : pause();
	slider.oninput = () => { pause(); show(slider.valueAsNumber); };

	const controls = document.createElement("div");
	controls.setAttribute("role", "group");
	controls.setAttribute("aria-label", "moving picture");
	controls.style.cssText = "display: flex; flex-wrap: wrap; align-items: center; gap: 0.5em";
	button.style.cssText = "font: inherit; min-width: 5em";
	slider.style.cssText = "flex: 1 1 12em";
	name.style.minWidth = Math.max(...frames.map(frame => frame.name.length)) + "ch"; // so that the slider stays as long as it is
	name.before(controls);
	controls.append(button, slider, name);
	pause();
	show(last);
})
