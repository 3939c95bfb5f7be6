import { type UseMutationOptions, useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { errorText } from '../api/error-text.ts'
import { announce } from '../ui/announce.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

interface ConfirmChangeProps<Reply, Variables, Result> {
  title: string
  confirmLabel: string
  danger?: boolean | undefined
  mutation: UseMutationOptions<Reply, Error, Variables, Result>
  variables: Variables
  /** What is announced once it is done. */
  done: string
  failureText?: (error: Error) => string
  /** Where being done leads elsewhere than being closed. */
  onDone?: () => void
  onClose: () => void
  children: ReactNode
}

function detailOf(error: Error): string {
  return errorText(error).detail
}

/** Asks, does it, says so, and stays open where it was refused. */
export function ConfirmChange<Reply, Variables, Result>(props: ConfirmChangeProps<Reply, Variables, Result>) {
  const { mutation, variables, done, failureText = detailOf, onClose, onDone = onClose } = props
  const { mutate, error, isPending } = useMutation(mutation)
  function confirm() {
    mutate(variables, {
      onSuccess: () => {
        announce(done)
        onDone()
      },
    })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={props.title}
      confirmLabel={props.confirmLabel}
      danger={props.danger}
      busy={isPending}
      error={error === null ? undefined : failureText(error)}
      onConfirm={confirm}
    >
      {props.children}
    </ConfirmDialog>
  )
}
