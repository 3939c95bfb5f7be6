export const usage = `Lets a Patchbay reach servers behind a firewall. It connects out, and listens on no port.

Usage: patchbay-agent --gateway HOST:PORT --agent ID --fingerprint SHA256:… --allow HOST:PORT

  --gateway HOST:PORT    where Patchbay waits for agents; the port is 4622 unless told
  --agent ID             the agent’s id, agt_…
  --fingerprint SHA256:… of the gateway’s host key, as Patchbay shows it
  --allow HOST:PORT      a server that Patchbay may reach; repeat it for more. HOST, or PORT, or both may be *
  --token-file FILE      holds the access token; without it PATCHBAY_AGENT_TOKEN does, or it is asked for
  --ca FILE              PEM of the private authority that vouches for the servers’ certificates
  --version, --help
`
