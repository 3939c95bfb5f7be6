// The client alone: the package's entry brings the server, HTTP agents and key makers along, 5 MB of memory for nothing.
declare module 'ssh2/lib/client.js' {
  import { Client } from 'ssh2'
  export default Client
}
