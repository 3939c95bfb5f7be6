/**
 * Errors are coded (a class with a closed union of codes), so that the boundary can translate them.
 * @type {any}
 */
const noBareError = {
  create(/** @type {any} */ context) {
    const check = (/** @type {any} */ node) => {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'Error') return
      context.report({ node, message: 'Throw an error with a code, not a bare Error.' })
    }
    return { NewExpression: check, CallExpression: check }
  },
}

export default { meta: { name: 'patchbay' }, rules: { 'no-bare-error': noBareError } }
