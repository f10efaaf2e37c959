/** Choose files as the browser's dialog does. */
export function chooseFiles(input, ...names) {
    const transfer = new DataTransfer();
    for (const name of names) {
        transfer.items.add(new File([`What ${name} has`], name));
    }
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", {bubbles: true}));
}
