import { userInfo } from 'node:os'

/** The system's user who runs a command, as the audit log names them. */
export function operatorName(): string {
  try {
    return userInfo().username
  } catch {
    // In a container a user may have a number and no name.
    return `user ${process.getuid?.() ?? 'unknown'}`
  }
}
