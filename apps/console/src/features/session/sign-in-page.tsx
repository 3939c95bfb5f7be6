import { useQuery } from '@tanstack/react-query'
import { Entrance } from './entrance.tsx'
import styles from './entrance.module.css'
import { sessionQueries } from './queries.ts'
import { SignIn } from './sign-in.tsx'

/** What is offered where the server does not say. */
const usual = { email: false, password: true, passkeys: false, sso: null }

export function SignInPage() {
  const setup = useQuery(sessionQueries.setup())
  const { data: options = usual } = useQuery(sessionQueries.options())
  if (setup.data?.required === true) return <SetupFirst />
  return <SignIn options={options} />
}

function SetupFirst() {
  return (
    <Entrance title="Set up Patchbay first">
      <p className={styles['text']}>
        Nobody can sign in yet. Open the setup link that was printed in the terminal where Patchbay was
        started; there you choose the password.
      </p>
    </Entrance>
  )
}
