"""Weights of a shipped int8 ONNX model as a checkpoint to go on training from. start_from_onnx.py MODEL_DIR OUT_DIR"""
import sys,re,json,torch,onnx,numpy as np
from onnx import numpy_helper as nh
from transformers import BertConfig,BertForSequenceClassification,AutoTokenizer
src,out=sys.argv[1:3]
g=onnx.load(src+'/onnx/model_quantized.onnx').graph; W={i.name:nh.to_array(i) for i in g.initializer}
def dequantised(name):
    q,s,z=W[name+'_quantized'].astype(np.float32),W[name+'_scale'],W[name+'_zero_point'].astype(np.float32)
    return (q-z)*s
sd={}
for n,v in W.items():
    m=re.match(r'm\.(.*)\.(weight|bias)$',n)
    if m and v.dtype==np.float32: sd['%s.%s'%m.groups()]=v
for n in W:
    m=re.match(r'm\.(.*)\.weight_quantized$',n)
    if m: sd[m.group(1)+'.weight']=dequantised(n[:-len('_quantized')])
for n in g.node:
    if n.op_type=='MatMulInteger' and n.input[1].endswith('_quantized'):
        path=re.sub(r'/MatMul.*|/Gemm.*','',n.name.lstrip('/')).replace('/','.')
        w=dequantised(n.input[1][:-len('_quantized')])
        sd[re.sub(r'^m\.','',path)+'.weight']=w.T if w.ndim==2 else w
c=BertConfig(**{k:v for k,v in json.load(open(src+'/config.json')).items() if k not in('architectures','dtype','transformers_version')}); c.num_labels=1
m=BertForSequenceClassification(c); miss=m.load_state_dict({k:torch.tensor(np.ascontiguousarray(v)) for k,v in sd.items()},strict=False); print(miss)
tok=AutoTokenizer.from_pretrained(src); m.save_pretrained(out); tok.save_pretrained(out)
m.eval()
for a,b in [('How do I change my password?','How do I reset my password?'),('enable two-factor authentication','disable two-factor authentication'),('Why is the sky blue?','What makes the sky appear blue?')]:
    print(a,'|',b,m(**tok(a,b,return_tensors='pt')).logits.item())
