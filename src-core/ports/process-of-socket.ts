/** The two ends of a connection on this machine, by port. */
export interface LocalConnection {
  clientPort: number;
  serverPort: number;
}

/**
 * Names the program at the client's end of a connection, such as `curl` or `python3 evaluate.py`: a file name, never
 * arguments. Null where the system cannot tell (another user's process, one that has ended, a system without a way).
 * Never rejects.
 */
export type ProcessOfSocket = (connection: LocalConnection) => Promise<string | null>;
