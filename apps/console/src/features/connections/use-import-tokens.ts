import type { Connection, TestResult } from '@patchbay/contracts/connection'
import { importTokens } from '@patchbay/contracts/import-tokens'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { announce } from '../../ui/announce.tsx'
import {
  bodyOf,
  emptyImport,
  faultsBy,
  faultsOf,
  type ImportTokensFaults,
  type ImportTokensValues,
} from './import-tokens-form.ts'
import { remember } from './queries.ts'

interface Options {
  connection: Pick<Connection, 'id' | 'version'>
  onFaults: () => void
}

export function useImportTokens({ connection: { id, version }, onFaults }: Options) {
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (values: ImportTokensValues) =>
      call(importTokens, { params: { id }, body: { ...bodyOf(values), version } }),
    // The input holds tokens, which no cache may keep.
    gcTime: 0,
  })
  const [values, setValues] = useState(emptyImport)
  const [faults, setFaults] = useState<ImportTokensFaults>({})
  const [failure, setFailure] = useState<unknown>(null)
  const [test, setTest] = useState<TestResult | null>(null)
  const sending = useRef(false)

  function change(part: Partial<ImportTokensValues>) {
    setValues((before) => ({ ...before, ...part }))
    setFaults({})
  }

  function refuse(found: ImportTokensFaults) {
    setFaults(found)
    onFaults()
  }

  function fail(error: unknown) {
    const onFields = isApiError(error) ? faultsBy(error.fieldErrors) : {}
    if (Object.keys(onFields).length > 0) refuse(onFields)
    else setFailure(error)
  }

  async function submit() {
    const found = faultsOf(values)
    if (Object.keys(found).length > 0) return refuse(found)
    if (sending.current) return
    sending.current = true
    setFailure(null)
    try {
      const answer = await send.mutateAsync(values)
      setValues(emptyImport)
      setTest(answer.test)
      void remember(client, answer.connection)
      announce('The tokens are imported')
    } catch (error) {
      fail(error)
    } finally {
      sending.current = false
      send.reset()
    }
  }

  return { values, change, faults, failure, test, busy: send.isPending, submit }
}

export type ImportTokens = ReturnType<typeof useImportTokens>
