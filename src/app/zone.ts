/** The network's time zone: the day turns there, wherever the server stands. */
export const zone = (locals: App.Locals): string => locals.network?.profile.timezone ?? 'UTC'
