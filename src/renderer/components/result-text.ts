/** Reports outside of the window use it too, so it lives in `shared`. */
export * from '../../shared/result-text.ts';
