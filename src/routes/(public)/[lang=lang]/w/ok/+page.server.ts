// After the receipt without script: the last group was checked by the browser itself, nothing of it is sent.
export const actions = { default: () => ({ done: true }) }
