/** Input that cannot be understood; the message says where and why, in one line, for whoever ran the command. */
export class InputRefused extends Error {}
