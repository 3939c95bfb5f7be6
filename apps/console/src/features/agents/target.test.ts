import { expect, it } from 'vitest'
import { readTarget } from './target.ts'

it.each([
  ['acumatica.local:443', 'acumatica.local:443'],
  [' ERP01:8443 ', 'ERP01:8443'],
  ['*:443', '*:443'],
  ['10.0.0.5:*', '10.0.0.5:*'],
  ['[fd00::5]:443', '[fd00::5]:443'],
  ['https://erp.example.local/AcumaticaERP', 'erp.example.local:443'],
  ['http://erp:8080/', 'erp:8080'],
  ['http://erp', 'erp:80'],
  ['https://[fd00::5]/', '[fd00::5]:443'],
])('takes %j as %s', (text, target) => {
  expect(readTarget(text)).toBe(target)
})

it.each([
  '',
  'acumatica.local',
  'acumatica.local:0',
  'acumatica.local:65536',
  'fd00::5:443',
  'a b:443',
  'erp:443; reboot',
  '$(reboot):443',
  '-oProxyCommand=x:443',
  'ftp://erp.example.local',
])('refuses %j', (text) => {
  expect(readTarget(text)).toBeNull()
})
