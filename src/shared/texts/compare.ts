/** Texts of the comparison of two kernels. */
import type { Text } from './text.ts';

export const compareTexts = {
  agree: { en: 'The two kernels agree ({count} compared)', zh: '两个内核结果一致（比较了 {count} 组）' },
  disagree: { en: 'Where the two kernels disagree', zh: '两个内核的不一致之处' },
  kinds: {
    code: {
      en: 'node gives {node}, curl gives {curl}',
      zh: 'node 内核为 {node}，curl 内核为 {curl}',
    },
    phase: {
      en: 'it fails in phase {node} with node, in phase {curl} with curl',
      zh: '失败阶段不同：node 为 {node}，curl 为 {curl}',
    },
    httpStatus: {
      en: 'the server answers {node} to node and {curl} to curl: it may tell programs apart',
      zh: '服务器对 node 返回 {node}，对 curl 返回 {curl}：服务器可能区别对待不同程序',
    },
    md5: {
      en: 'the content differs: MD5 {node} with node, {curl} with curl',
      zh: '内容不同：MD5 node 为 {node}，curl 为 {curl}',
    },
    sha256: {
      en: 'the content differs: SHA-256 {node} with node, {curl} with curl',
      zh: '内容不同：SHA-256 node 为 {node}，curl 为 {curl}',
    },
    bytes: {
      en: 'node moved {node} bytes, curl {curl}',
      zh: 'node 传输 {node} 字节，curl 传输 {curl} 字节',
    },
    certificate: {
      en: 'they were shown different certificates (SHA-256 {node} and {curl}): several servers, or something in between',
      zh: '两次看到的证书不同（SHA-256：{node} 与 {curl}）：可能有多台服务器，或连接被中途拦截',
    },
    tlsVersion: { en: 'node spoke {node}, curl {curl}', zh: 'TLS 版本不同：node 为 {node}，curl 为 {curl}' },
    httpVersion: {
      en: 'node spoke HTTP/{node}, curl HTTP/{curl}',
      zh: 'HTTP 版本不同：node 为 {node}，curl 为 {curl}',
    },
    finalUrl: {
      en: 'redirects led node to {node} and curl to {curl}',
      zh: '重定向的终点不同：node 为 {node}，curl 为 {curl}',
    },
    address: {
      en: 'they were served by different addresses, {node} and {curl}: the rest may come from that',
      zh: '连接的地址不同：{node} 与 {curl}；其他差异可能由此引起',
    },
    proxy: {
      en: 'node went through {node}, curl through {curl}',
      zh: '代理不同：node 经由 {node}，curl 经由 {curl}',
    },
    speed: {
      en: 'node reached {node} KB/s, curl {curl} KB/s',
      zh: '速度不同：node 为 {node} KB/s，curl 为 {curl} KB/s',
    },
    total: {
      en: 'node took {node} ms, curl {curl} ms',
      zh: '耗时不同：node 为 {node} ms，curl 为 {curl} ms',
    },
  },
} satisfies Record<string, Text | Record<string, Text>>;
