// The drawing: zoom, pan, keys, loops. A page without a drawing has none of this.
(() => {
    const { data, byId, all, button, centre, clear, reveal, selectLoop } = page;
    const svg = byId("svg");
    const canvas = byId("canvas");
    if (!svg) return;

    const width = svg.viewBox.baseVal.width;
    const height = svg.viewBox.baseVal.height;
    let scale = 1;
    canvas.classList.add("ready");
    byId("drawing-tools").hidden = false;
    const loops = byId("loop-tools");
    if (loops) loops.hidden = false;

    function zoom(to, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
        const old = scale;
        scale = Math.min(4, Math.max(0.05, to));
        const left = (canvas.scrollLeft + x) / old;
        const top = (canvas.scrollTop + y) / old;
        svg.style.width = `${width * scale}px`;
        canvas.scrollLeft = left * scale - x;
        canvas.scrollTop = top * scale - y;
        canvas.classList.toggle("close", scale >= 0.8);
        byId("zoom-now").textContent = `${Math.round(scale * 100)} %`;
    }

    const whole = () => Math.min((canvas.clientWidth - 2) / width, canvas.clientHeight / height, 1);
    byId("zoom-in").onclick = () => zoom(scale * 1.25);
    byId("zoom-out").onclick = () => zoom(scale / 1.25);
    byId("zoom-fit").onclick = () => zoom(whole());
    byId("clear").onclick = clear;
    // As wide as there is room, but not so small that nothing can be read.
    zoom(Math.max(0.45, Math.min(1, (canvas.clientWidth - 2) / width)));
    canvas.scrollTo(0, 0);

    canvas.addEventListener("wheel", (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const frame = canvas.getBoundingClientRect();
        zoom(scale * Math.exp(-event.deltaY / 400), event.clientX - frame.left, event.clientY - frame.top);
    }, { passive: false });

    canvas.addEventListener("keydown", (event) => {
        const by = { "+": 1.25, "=": 1.25, "-": 0.8 }[event.key];
        if (by) zoom(scale * by);
        else if (event.key === "0") zoom(whole());
    });

    // Dragging scrolls. A finger already does.
    let drag = null;
    canvas.addEventListener("pointerdown", (event) => {
        if (event.pointerType !== "mouse" || event.button !== 0) return;
        drag = { x: event.clientX, y: event.clientY, left: canvas.scrollLeft, top: canvas.scrollTop, far: false };
    });
    addEventListener("pointermove", (event) => {
        if (!drag) return;
        const dx = event.clientX - drag.x;
        const dy = event.clientY - drag.y;
        drag.far ||= Math.hypot(dx, dy) > 4;
        if (!drag.far) return;
        canvas.classList.add("dragging");
        canvas.scrollTo(drag.left - dx, drag.top - dy);
    });
    addEventListener("pointerup", () => {
        const far = drag?.far;
        drag = null;
        canvas.classList.remove("dragging");
        if (far) canvas.addEventListener("click", (event) => {
            event.preventDefault();
            event.stopPropagation();
        }, { capture: true, once: true });
        // A drag that ends outside makes no click there.
        if (far) setTimeout(() => canvas.dispatchEvent(new MouseEvent("click")));
    });
    svg.addEventListener("dragstart", (event) => event.preventDefault());

    // Thin lines are hard to hit: a wide invisible one beneath each.
    for (const line of all(".line", svg)) {
        const near = line.cloneNode(false);
        near.setAttribute("class", "near");
        line.before(near);
    }

    // One stop for Tab; the arrow keys go to the next box on that side.
    const boxes = all(".box", svg).map((element) => ({ element, ...centre(element) }));
    boxes.forEach((box, i) => box.element.setAttribute("tabindex", i === 0 ? "0" : "-1"));
    const sides = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    svg.addEventListener("keydown", (event) => {
        const side = sides[event.key];
        const here = boxes.find((box) => box.element === event.target);
        if (!side || !here) return;
        event.preventDefault();
        let best = null;
        for (const box of boxes) {
            const ahead = (box.x - here.x) * side[0] + (box.y - here.y) * side[1];
            const aside = Math.abs((box.x - here.x) * side[1]) + Math.abs((box.y - here.y) * side[0]);
            const far = ahead + 2 * aside;
            if (ahead > 1 && (!best || far < best.far)) best = { box, far };
        }
        if (!best) return;
        here.element.setAttribute("tabindex", "-1");
        best.box.element.setAttribute("tabindex", "0");
        best.box.element.focus({ preventScroll: true });
        reveal([best.box.element.id]);
    });

    for (const pressed of all("#loop-tools button"))
        pressed.onclick = () => (pressed.getAttribute("aria-pressed") === "true" ? clear() : selectLoop(pressed.dataset.loop));
    for (const loop of all("div.loop"))
        loop.firstElementChild.append(" ", button("Show", () => selectLoop(loop.dataset.loop), { ariaLabel: `Show ${data.loops[loop.dataset.loop].title} in the drawing` }));
})();
