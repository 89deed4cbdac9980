// What is printed, mailed or put on another site is read by everybody: it names the address this installation is known at,
// also when whoever made it came through Tor or by another name of this computer.
import { openHouse } from './house.server.ts'

/** `https://…` without a path; without FENER_ORIGIN the address this request came to. */
export const publicAddress = async (url: URL): Promise<string> =>
  process.env.FENER_ORIGIN ? (await openHouse()).config.origin : url.origin
